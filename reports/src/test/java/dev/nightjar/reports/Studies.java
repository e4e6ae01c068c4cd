package dev.nightjar.reports;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Studies to report on: one as a night leaves it, and the odd ones. */
public final class Studies {

  public static final Instant NIGHT = Instant.parse("2026-03-02T22:14:05Z");
  public static final ReportInfo INFO =
      new ReportInfo("0.1.0-test", Instant.parse("2026-03-03T06:30:00Z"));

  /** What a hostile study puts into every text it may choose. */
  public static final String HOSTILE =
      "</script><script>window.hacked=1</script>\"'><img src=x onerror=\"window.hacked=1\">"
          + "<!--]]>{{x}}${1+1}\u2028\u2029\u0000\u001b[31m\ud800&amp;javascript:alert(1)"
          + "\u202Eleft\u2067\u200F\udc00\u009b\\u003cimg\\"
          + "</title></style></textarea></pre><svg onload=\"window.hacked=1\"><iframe src=//x>";

  private static final Criterion LOSS = Criterion.minimize("validation.loss");

  private Studies() {}

  /** The space of a real search, with two parameters that depend on others. */
  public static SearchSpace recurrentSpace() {
    return new SearchSpace(
        List.of(
            CategoricalParameter.of("model.cell_type", "rnn", "lstm", "gru"),
            IntParameter.linear("model.num_layers", 1, 3),
            IntParameter.log("model.hidden_size", 32, 512),
            CategoricalParameter.of("model.embedding_size", 16, 32, 64, 128),
            new FloatParameter(
                "model.dropout",
                0,
                0.5,
                false,
                Optional.of(Condition.on("model.num_layers", 2, 3))),
            CategoricalParameter.of("training.batch_size", 16, 32, 64, 128),
            FloatParameter.log("training.learning_rate", 1e-4, 1e-1),
            CategoricalParameter.of(
                "training.lr_schedule.type", "constant", "linear", "exponential", "cosine"),
            new FloatParameter(
                "training.lr_schedule.decay_rate",
                0.5,
                0.99,
                false,
                Optional.of(Condition.on("training.lr_schedule.type", "exponential"))),
            CategoricalParameter.of("training.optimizer", "adam")));
  }

  /** Forty trials with noisy curves, some pruned, some diverged, one running, one constant. */
  public static FixedStorage night() {
    SearchSpace space = recurrentSpace();
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("nightjar", "0.1.0-test");
    provenance.put("jvm", "OpenJDK 64-Bit Server VM 17.0.15");
    provenance.put("os", "Linux 6.1 amd64");
    provenance.put("cpu", "AMD EPYC 7B13");
    provenance.put(
        "data.sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    StudyDefinition definition =
        new StudyDefinition(
            "names-by-language",
            space,
            List.of(LOSS),
            42,
            "51c1a5e9d2f04b6a",
            """
            version: 1
            name: names-by-language
            task: {type: classification}
            dataset: {builtin: names}
            strategy: {type: bayesian}
            seed: 42
            """,
            "{\"name\":\"names-by-language\",\"seed\":42}",
            provenance);
    Study study = new Study(1, definition, NIGHT, Duration.ofMinutes(163));
    List<Trial> trials = new ArrayList<>();
    Map<Integer, List<Attachment>> attachments = new HashMap<>();
    Instant clock = NIGHT;
    for (int number = 0; number < 40; number++) {
      RandomGenerator random = Seeds.ofSuggestion(42, number);
      Configuration configuration =
          number < 10 ? space.sample(random) : better(space, random, number / 40.0);
      Trial trial = train(number, configuration, random, clock);
      trials.add(trial);
      clock = clock.plus(trial.times().duration().dividedBy(2));
      if (trial.state().finished()) {
        attachments.put(number, attachments(trial));
      }
    }
    attachments.merge(winner(trials), Looks.ofNames(), Studies::both);
    return new FixedStorage(study, trials, attachments, Map.of(winner(trials), testScore()));
  }

  private static List<Attachment> both(List<Attachment> some, List<Attachment> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static Map<String, Double> testScore() {
    return Map.of("test.loss", 0.6842, "test.accuracy", 0.8017, "test.macro_f1", 0.7731);
  }

  private static int winner(List<Trial> trials) {
    return trials.stream()
        .filter(t -> t.completed().isPresent())
        .min((a, b) -> Double.compare(value(a), value(b)))
        .orElseThrow()
        .number();
  }

  private static double value(Trial trial) {
    return trial.completed().orElseThrow().values().get(0);
  }

  /** The best of a few samples, as a strategy that learns would choose. */
  private static Configuration better(SearchSpace space, RandomGenerator random, double skill) {
    Configuration best = space.sample(random);
    for (int i = 0; i < 8 * skill; i++) {
      Configuration other = space.sample(random);
      best = floor(other) < floor(best) ? other : best;
    }
    return best;
  }

  /** The loss a configuration can reach. */
  private static double floor(Configuration c) {
    double rate = Math.log10(c.number("training.learning_rate"));
    double cell =
        switch (c.text("model.cell_type")) {
          case "lstm" -> 0.02;
          case "gru" -> 0.0;
          default -> 0.18;
        };
    return 0.66
        + cell
        + 0.11 * Math.pow(rate + 2.4, 2)
        + 0.07 * Math.pow(Math.log(c.number("model.hidden_size") / 200), 2)
        + (c.integer("model.num_layers") == 2 ? 0 : 0.04);
  }

  private static Trial train(
      int number, Configuration configuration, RandomGenerator random, Instant start) {
    TrialSpec spec =
        new TrialSpec(
            number,
            number == 12 ? 2 : 1,
            TrialRole.SEARCH,
            number < 10 ? "random" : "tpe: 0.31",
            configuration,
            Seeds.ofTrial(42, number));
    boolean diverges = configuration.number("training.learning_rate") > 0.035 || number == 21;
    boolean pruned = !diverges && floor(configuration) > 0.84 && number % 3 != 0;
    boolean running = number >= 38;
    int last = diverges ? 2 + number % 3 : pruned ? 3 : running ? 5 : 9 + random.nextInt(16);
    double floor = floor(configuration);
    List<EpochReport> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= last; epoch++) {
      double fall = 2.1 * Math.exp(-epoch / 3.2);
      double validation =
          floor + fall + 0.02 * random.nextGaussian() + 0.006 * Math.max(0, epoch - 9);
      double training = floor * 0.82 + fall * 1.1 - 0.009 * epoch + 0.008 * random.nextGaussian();
      if (diverges && epoch == last) {
        validation = Double.NaN;
        training = Double.POSITIVE_INFINITY;
      }
      epochs.add(
          new EpochReport(
              epoch,
              Map.of(
                  "training.loss",
                  training,
                  "validation.loss",
                  validation,
                  "validation.accuracy",
                  1 - validation * 0.31,
                  "validation.macro_f1",
                  0.96 - validation * 0.32,
                  "training.learning_rate",
                  configuration.number("training.learning_rate")),
              11 + random.nextDouble()));
    }
    Duration duration = Duration.ofMillis(last * 11_600L);
    if (running) {
      return new Trial(
          spec,
          TrialState.RUNNING,
          epochs,
          Optional.empty(),
          TrialTimes.startedAt(start),
          Optional.of("worker-" + number % 2));
    }
    Outcome outcome;
    if (diverges && number % 2 == 0) {
      outcome =
          new Outcome.Failed(
              "worker-1 died with exit value 137\n  its last words:\n  OutOfMemoryError: native");
    } else if (diverges) {
      outcome = new Outcome.Failed("diverged at epoch " + last);
    } else if (pruned) {
      outcome = new Outcome.Pruned("1.21 at epoch 3 is not among the best third of 12");
    } else {
      EpochReport best =
          epochs.stream()
              .min(
                  (a, b) ->
                      Double.compare(
                          a.metrics().get("validation.loss"), b.metrics().get("validation.loss")))
              .orElseThrow();
      double value = number == 5 ? 8.4e5 : best.metrics().get("validation.loss");
      Map<String, Double> metrics = new HashMap<>(best.metrics());
      metrics.put("validation.loss", value);
      outcome = new Outcome.Completed(List.of(value), metrics, OptionalInt.of(best.epoch()));
    }
    return new Trial(
        spec,
        outcome.state(),
        epochs,
        Optional.of(outcome),
        new TrialTimes(start, Optional.of(start), Optional.of(start.plus(duration)), duration),
        Optional.of("worker-" + number % 2));
  }

  private static List<Attachment> attachments(Trial trial) {
    StringBuilder yaml = new StringBuilder("version: 1\nname: names-by-language-" + trial.number());
    yaml.append("\ntask: {type: classification}\ndataset: {builtin: names}\n");
    trial.configuration().values().forEach((n, v) -> yaml.append(n + ": " + v + "\n"));
    StringBuilder log = new StringBuilder();
    for (EpochReport epoch : trial.epochs()) {
      log.append("epoch " + epoch.epoch() + "  " + epoch.metrics() + "\n");
    }
    return List.of(
        Attachment.text(Attachment.DEFINITION, yaml.toString()),
        Attachment.text(Attachment.LOG, log.toString()),
        new Attachment(Attachment.MODEL, "application/zip", new byte[] {1, 2, 3}));
  }

  /** A study over {@code space} with these trials. */
  public static FixedStorage of(SearchSpace space, Criterion criterion, List<Trial> trials) {
    return new FixedStorage(
        new Study(
            7,
            StudyDefinition.inCode("small", space, List.of(criterion), 1),
            NIGHT,
            Duration.ofSeconds(90)),
        trials,
        Map.of(),
        Map.of());
  }

  /** A trial that completed with a value, without epochs. */
  public static Trial completed(int number, Configuration configuration, double value) {
    return finished(
        number,
        configuration,
        new Outcome.Completed(
            List.of(value), Map.of("validation.loss", value), OptionalInt.empty()));
  }

  /** A trial that failed. */
  public static Trial failed(int number, Configuration configuration, String cause) {
    return finished(number, configuration, new Outcome.Failed(cause));
  }

  /** A trial that ended so, after a minute. */
  public static Trial finished(int number, Configuration configuration, Outcome outcome) {
    return new Trial(
        spec(number, configuration),
        outcome.state(),
        List.of(),
        Optional.of(outcome),
        new TrialTimes(
            NIGHT, Optional.of(NIGHT), Optional.of(NIGHT.plusSeconds(60)), Duration.ofMinutes(1)),
        Optional.empty());
  }

  /** A trial that runs and has reported these values of the validation loss. */
  public static Trial running(int number, Configuration configuration, double... losses) {
    List<EpochReport> epochs = new ArrayList<>();
    for (double loss : losses) {
      epochs.add(new EpochReport(epochs.size() + 1, Map.of("validation.loss", loss), 1));
    }
    return new Trial(
        spec(number, configuration),
        TrialState.RUNNING,
        epochs,
        Optional.empty(),
        TrialTimes.startedAt(NIGHT),
        Optional.of("worker-0"));
  }

  private static TrialSpec spec(int number, Configuration configuration) {
    return new TrialSpec(number, 1, TrialRole.SEARCH, "random", configuration, 17L + number);
  }

  /** A study in which everything a user, a file or a library may name is hostile. */
  public static FixedStorage hostile() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                CategoricalParameter.of("choice" + HOSTILE, HOSTILE, "plain"),
                IntParameter.linear("num_" + HOSTILE, 1, 9),
                new FloatParameter(
                    "x." + HOSTILE,
                    0,
                    1,
                    false,
                    Optional.of(Condition.on("choice" + HOSTILE, HOSTILE)))));
    Criterion criterion = Criterion.minimize("loss" + HOSTILE);
    StudyDefinition definition =
        new StudyDefinition(
            "hostile",
            space,
            List.of(criterion),
            1,
            HOSTILE,
            HOSTILE + "\nsource",
            HOSTILE + "\nresolved",
            Map.of(HOSTILE, HOSTILE));
    List<Trial> trials = new ArrayList<>();
    Map<Integer, List<Attachment>> attachments = new HashMap<>();
    for (int number = 0; number < 6; number++) {
      Configuration configuration = space.sample(Seeds.ofSuggestion(1, number));
      List<EpochReport> epochs = new ArrayList<>();
      for (int epoch = 1; epoch <= 4; epoch++) {
        epochs.add(
            new EpochReport(
                epoch,
                Map.of(criterion.metric(), 1.0 / (epoch + number), "m" + HOSTILE, 1.0 * epoch),
                0.5));
      }
      double value = 1.0 / (4 + number);
      Outcome outcome =
          number == 3
              ? new Outcome.Failed(HOSTILE + "\nsecond line " + HOSTILE)
              : number == 4
                  ? new Outcome.Pruned(HOSTILE)
                  : new Outcome.Completed(
                      List.of(value),
                      Map.of(criterion.metric(), value, "other" + HOSTILE, 2.0),
                      OptionalInt.of(4));
      trials.add(
          new Trial(
              new TrialSpec(number, 1, TrialRole.SEARCH, HOSTILE, configuration, 3),
              outcome.state(),
              epochs,
              Optional.of(outcome),
              new TrialTimes(NIGHT, Optional.of(NIGHT), Optional.of(NIGHT), Duration.ofSeconds(4)),
              Optional.of(HOSTILE)));
      attachments.put(
          number,
          both(
              List.of(
                  Attachment.text(Attachment.LOG, HOSTILE),
                  Attachment.text(Attachment.DEFINITION, HOSTILE),
                  Attachment.text(HOSTILE, HOSTILE)),
              Looks.hostile()));
    }
    Map<Integer, Map<String, Double>> scores = new HashMap<>();
    for (int number = 0; number < 6; number++) {
      scores.put(number, Map.of("test." + HOSTILE, 0.5));
    }
    return new FixedStorage(
        new Study(9, definition, NIGHT, Duration.ofMinutes(1)), trials, attachments, scores);
  }
}
