package dev.nightjar.reports;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Studies that are not like most: of several criteria, and very large. */
public final class OddStudies {

  private OddStudies() {}

  /** A trade-off of loss and size: the larger the network, the better, with some noise. */
  public static FixedStorage tradeoff() {
    return tradeoff(
        List.of(Criterion.minimize("validation.loss"), Criterion.minimize("parameters")));
  }

  /** The same with the speed of answers, which is to be large. */
  public static FixedStorage tradeoffOfThree() {
    return tradeoff(
        List.of(
            Criterion.minimize("validation.loss"),
            Criterion.minimize("parameters"),
            Criterion.maximize("answers_per_second")));
  }

  private static FixedStorage tradeoff(List<Criterion> criteria) {
    SearchSpace space = Studies.recurrentSpace();
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      RandomGenerator random = Seeds.ofSuggestion(5, number);
      Configuration configuration = space.sample(random);
      double hidden = configuration.number("model.hidden_size");
      double layers = configuration.number("model.num_layers");
      double loss = 0.5 + 6 / Math.sqrt(hidden * layers) + 0.15 * random.nextDouble();
      double size = Math.rint(4 * layers * hidden * hidden + 100 * hidden);
      List<Double> values =
          List.of(loss, size, 1e8 / size * (1 + random.nextDouble())).subList(0, criteria.size());
      trials.add(
          Studies.finished(
              number,
              configuration,
              number % 15 == 14
                  ? new Outcome.Failed("out of memory")
                  : new Outcome.Completed(
                      values, Map.of("validation.loss", loss), OptionalInt.empty())));
    }
    return new FixedStorage(
        new Study(
            3,
            StudyDefinition.inCode("tradeoff", space, criteria, 5),
            Studies.NIGHT,
            Duration.ofMinutes(60)),
        trials,
        Map.of(),
        Map.of());
  }

  /** Two trials with a choice that a spreadsheet would take for a formula. */
  public static FixedStorage formulas() {
    SearchSpace space =
        new SearchSpace(List.of(CategoricalParameter.of("choice", "=HYPERLINK(\"x\",1)", "plain")));
    return Studies.of(
        space,
        Criterion.minimize("validation.loss"),
        List.of(
            Studies.completed(0, new Configuration(Map.of("choice", "=HYPERLINK(\"x\",1)")), 0.5),
            Studies.completed(1, new Configuration(Map.of("choice", "plain")), 0.7)));
  }

  /** Ten thousand trials of fifty parameters, some of them conditional, of nine epochs each. */
  public static FixedStorage large() {
    return large(10_000, 50);
  }

  /** Many trials of many parameters. */
  public static FixedStorage large(int count, int dimensions) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(CategoricalParameter.of("model.cell_type", "rnn", "lstm", "gru"));
    while (parameters.size() < dimensions) {
      int i = parameters.size();
      parameters.add(
          switch (i % 4) {
            case 0 -> CategoricalParameter.of("choice.c" + i, "small", "middle", "large");
            case 1 -> IntParameter.log("size.n" + i, 8, 1024);
            case 2 ->
                new FloatParameter(
                    "rate.f" + i,
                    1e-5,
                    1,
                    true,
                    Optional.of(Condition.on("model.cell_type", "lstm", "gru")));
            default -> FloatParameter.linear("share.f" + i, 0, 1);
          });
    }
    SearchSpace space = new SearchSpace(parameters);
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      trials.add(large(number, space, Seeds.ofSuggestion(9, number)));
    }
    return new FixedStorage(
        new Study(
            11,
            StudyDefinition.inCode(
                "large", space, List.of(Criterion.minimize("validation.loss")), 9),
            Studies.NIGHT,
            Duration.ofHours(9)),
        trials,
        Map.of(),
        Map.of());
  }

  private static Trial large(int number, SearchSpace space, RandomGenerator random) {
    Configuration configuration = space.sample(random);
    double floor =
        0.4
            + Math.abs(configuration.number("share.f3") - 0.7)
            + 0.1 * Math.log(1024 / configuration.number("size.n1"))
            + (configuration.text("model.cell_type").equals("rnn") ? 0.3 : 0)
            + 0.05 * random.nextGaussian();
    boolean pruned = floor > 1.05 && number % 4 != 0;
    List<EpochReport> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= (pruned ? 3 : 9); epoch++) {
      double loss = floor + 2 * Math.exp(-epoch / 2.0);
      epochs.add(new EpochReport(epoch, Map.of("validation.loss", loss), 0.4));
    }
    double value = epochs.get(epochs.size() - 1).metrics().get("validation.loss");
    Outcome outcome =
        number % 97 == 96
            ? new Outcome.Failed("diverged at epoch " + epochs.size())
            : pruned
                ? new Outcome.Pruned("not among the best third of " + number)
                : new Outcome.Completed(
                    List.of(value), Map.of("validation.loss", value), OptionalInt.of(9));
    Instant start = Studies.NIGHT.plusSeconds(3L * number);
    Duration duration = Duration.ofMillis(400L * epochs.size());
    return new Trial(
        new TrialSpec(number, 1, TrialRole.SEARCH, "random", configuration, number),
        outcome.state(),
        epochs,
        Optional.of(outcome),
        new TrialTimes(start, Optional.of(start), Optional.of(start.plus(duration)), duration),
        Optional.of("worker-" + number % 4));
  }
}
