package dev.nightjar.bench;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.storage.BulkTrials;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.storage.HeldStudy;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.strategy.genetic.GeneticStrategy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A study of 100,000 trials with 30 parameters and 20 epochs each: what logging costs as it grows,
 * and how long it takes to open it, to look at it with the command line, and to suggest the next
 * trial; and how much memory a search of it takes. Arguments: the file to write, and optionally how
 * many trials instead.
 */
final class ScaleBenchmark {
  private static final int TRIALS = 100_000;
  private static final int EPOCHS = 20;
  private static final int PARAMETERS = 30;
  private static final int WINDOW = 300;
  private static final int WARM_UP = 400;
  private static final int SUGGESTIONS = 15;
  private static final int MORE = 5;

  private final Path folder;
  private final int trials;
  private final Experiment experiment;
  private final Map<String, Object> results = new LinkedHashMap<>();

  private ScaleBenchmark(Path folder, int trials) throws IOException {
    this.folder = folder;
    this.trials = trials;
    Files.writeString(folder.resolve("scale.yaml"), yaml());
    this.experiment = ExperimentReader.read(folder.resolve("scale.yaml"), Map.of());
  }

  static void run(String[] args) throws Exception {
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : TRIALS;
    Path folder = Files.createTempDirectory("nightjar-scale");
    ScaleBenchmark benchmark = new ScaleBenchmark(folder, trials);
    benchmark.measure();
    BenchmarkFile.write(Path.of(args[0]), Map.of("results", List.of(benchmark.results)));
    SoakFiles.delete(folder);
  }

  /** A program that takes no time, so that everything measured is ours. */
  private static String yaml() {
    StringBuilder yaml =
        new StringBuilder(
            """
            version: 1
            name: scale
            task: {type: command, argv: [echo, "1 0.5"]}
            objective: {metric: value, goal: minimize}
            strategy: {type: bayesian}
            budget: {max_trials: 1}
            parallelism: 1
            parameters:
            """);
    for (int i = 0; i < PARAMETERS; i++) {
      yaml.append("  group.parameter_").append(i).append(": ");
      yaml.append(
          switch (i % 3) {
            case 0 -> "{type: float, min: 1e-4, max: 1.0, log: true}\n";
            case 1 -> "{type: int, min: 1, max: 1000}\n";
            default -> "{values: [constant, linear, exponential, cosine]}\n";
          });
    }
    return yaml.toString();
  }

  private void measure() throws Exception {
    requireOk(SoakCommand.run(folder, "run", "scale.yaml"));
    logTrials();
    say("database_mb", Files.size(folder.resolve("runs/nightjar.mv.db")) / 1e6);
    openAndSuggest();
    commandLine("trials_json_s", "trials", "scale", "--format", "json");
    commandLine("trials_text_s", "trials", "scale");
    commandLine("best_s", "best", "scale");
    commandLine("list_s", "list");
    controller();
  }

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("runs/nightjar");
  }

  /** Fills the study up in bulk to shortly before each size, and logs the rest as a search does. */
  private void logTrials() throws SQLException {
    int next = 1;
    for (int size : new int[] {trials / 100, trials / 10, trials}) {
      BulkTrials.insert(url(), study(), next, size - WINDOW - WARM_UP, new Random());
      try (Storage storage = JdbcStorage.open(url())) {
        Study study = storage.find("scale").orElseThrow();
        try (HeldStudy held = new HeldStudy(storage, acquire(storage, study))) {
          for (int number = size - WINDOW - WARM_UP; number < size - WINDOW; number++) {
            store(storage, held.lease(), number);
          }
          long begun = System.nanoTime();
          for (int number = size - WINDOW; number < size; number++) {
            store(storage, held.lease(), number);
          }
          say("log_us_at_" + size, (System.nanoTime() - begun) / 1e3 / WINDOW);
        }
      }
      next = size;
    }
  }

  private long study() {
    try (Storage storage = JdbcStorage.openForReading(url())) {
      return storage.find("scale").orElseThrow().id();
    }
  }

  /** Trials at random. */
  private final class Random implements BulkTrials.Source {
    @Override
    public TrialSpec spec(int number) {
      return ScaleBenchmark.this.spec(number);
    }

    @Override
    public List<EpochReport> epochs(int number) {
      return IntStream.rangeClosed(1, EPOCHS).mapToObj(epoch -> report(number, epoch)).toList();
    }

    @Override
    public double value(int number) {
      return report(number, EPOCHS).metric("value").orElseThrow();
    }

    @Override
    public Attachment attachment(int number) {
      return definition(ScaleBenchmark.this.spec(number));
    }
  }

  private Attachment definition(TrialSpec spec) {
    return Attachment.text(Attachment.DEFINITION, experiment.definitionFor(spec.configuration()));
  }

  private static StudyLease acquire(Storage storage, Study study) {
    Predicate<String> dead = ProcessIdentity::knownDead;
    return storage.acquire(study.id(), ProcessIdentity.current(), Duration.ofHours(10), dead);
  }

  private void store(Storage storage, StudyLease lease, int number) {
    TrialSpec spec = spec(number);
    storage.start(lease, spec);
    storage.began(lease, spec, "worker-1");
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      storage.report(lease, spec, report(number, epoch), "worker-1");
    }
    double value = report(number, EPOCHS).metric("value").orElseThrow();
    storage.finish(
        lease,
        spec,
        new Outcome.Completed(List.of(value), Map.of("value", value), OptionalInt.of(EPOCHS)),
        Duration.ofMillis(1500),
        "worker-1",
        List.of(definition(spec)));
  }

  private TrialSpec spec(int number) {
    return new TrialSpec(
        number,
        1,
        TrialRole.SEARCH,
        "random",
        experiment.space().sample(Seeds.ofSuggestion(1, number)),
        Seeds.ofTrial(1, number));
  }

  private static EpochReport report(int number, int epoch) {
    double value = Math.sin(number) + 2 + 1.0 / epoch;
    return new EpochReport(epoch, Map.of("value", value, "training", value * 0.9), 0.07);
  }

  private void openAndSuggest() {
    TrialLedger ledger = new TrialLedger(experiment.space(), experiment.criteria());
    long begun = System.nanoTime();
    try (Storage storage = JdbcStorage.open(url())) {
      Study study = storage.find("scale").orElseThrow();
      storage.trials(study.id()).forEach(ledger::put);
    }
    say("open_s", (System.nanoTime() - begun) / 1e9);
    begun = System.nanoTime();
    try (Storage storage = JdbcStorage.openForReading(url())) {
      int count = storage.trials(storage.find("scale").orElseThrow().id()).size();
      say("trials_in_process_s", (System.nanoTime() - begun) / 1e9);
      if (count != trials) {
        throw new IllegalStateException(count + " trials instead of " + trials);
      }
    }
    begun = System.nanoTime();
    try (Storage storage = JdbcStorage.openForReading(url())) {
      storage.front(storage.find("scale").orElseThrow().id());
      say("best_in_process_s", (System.nanoTime() - begun) / 1e9);
    }
    Map<String, Strategy> strategies = new LinkedHashMap<>();
    strategies.put("bayesian", new PortfolioStrategy());
    strategies.put("tpe", new TpeStrategy());
    strategies.put("genetic", new GeneticStrategy());
    strategies.put("random", new RandomStrategy());
    strategies.forEach((name, strategy) -> suggest(name, strategy, ledger));
    System.gc();
    say("heap_mb", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
    if (ledger.size() < trials) {
      throw new IllegalStateException("the history was not kept");
    }
  }

  /** Each suggestion becomes a finished trial, so that nothing can be remembered from the last. */
  private void suggest(String name, Strategy strategy, TrialLedger ledger) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < SUGGESTIONS; i++) {
      int number = ledger.nextNumber();
      long begun = System.nanoTime();
      Suggestion suggestion = strategy.suggest(ledger, Seeds.ofSuggestion(2, number)).orElseThrow();
      millis.add((System.nanoTime() - begun) / 1e6);
      Trial running =
          Trial.running(
              new TrialSpec(number, 1, TrialRole.SEARCH, name, suggestion.configuration(), number),
              Instant.EPOCH);
      ledger.put(
          running.ended(
              new Outcome.Completed(
                  List.of(2.0 + i), Map.of("value", 2.0 + i), OptionalInt.empty()),
              Instant.EPOCH,
              Duration.ZERO,
              java.util.Optional.empty()));
    }
    double[] late = millis.stream().skip(SUGGESTIONS / 3).mapToDouble(m -> m).sorted().toArray();
    say("suggest_" + name + "_first_ms", millis.get(0));
    say("suggest_" + name + "_median_ms", late[late.length / 2]);
    say("suggest_" + name + "_max_ms", Arrays.stream(late).max().orElseThrow());
  }

  private void commandLine(String name, String... arguments) throws Exception {
    long begun = System.nanoTime();
    requireOk(SoakCommand.run(folder, arguments));
    say(name, (System.nanoTime() - begun) / 1e9);
  }

  private static void requireOk(SoakCommand command) {
    if (command.exitCode() != 0) {
      throw new IllegalStateException(command.err());
    }
  }

  /** The real search goes on with a few trials, and its largest resident size is read. */
  private void controller() throws Exception {
    long begun = System.nanoTime();
    Process process =
        SoakCommand.start(
            folder,
            folder.resolve("run.out"),
            folder.resolve("run.err"),
            "run",
            "scale.yaml",
            "--format",
            "json",
            "--max-trials",
            Integer.toString(trials + MORE));
    double first = 0;
    long most = 0;
    Path status = Path.of("/proc/" + process.pid() + "/status");
    long finished = 0;
    while (process.isAlive() && finished < MORE) {
      most = Math.max(most, peak(status));
      finished =
          Files.readString(folder.resolve("run.out"))
              .lines()
              .filter(l -> l.startsWith("{\"number\""))
              .count();
      first = finished > 0 && first == 0 ? (System.nanoTime() - begun) / 1e9 : first;
      Thread.sleep(20);
    }
    process.destroyForcibly().waitFor();
    if (finished < MORE) {
      throw new IllegalStateException(Files.readString(folder.resolve("run.err")));
    }
    say("run_first_trial_s", first);
    say("run_peak_rss_mb", most / 1e3);
  }

  private static long peak(Path status) {
    try {
      Matcher peak = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(Files.readString(status));
      return peak.find() ? Long.parseLong(peak.group(1)) : 0;
    } catch (IOException e) {
      return 0; // It has just ended, or this system has no such file.
    }
  }

  private void say(String name, double value) {
    double rounded = Math.round(value * 100) / 100.0;
    results.put(name, rounded);
    System.out.println(TrainingBenchmark.format("%-32s %12.2f", name, rounded));
  }
}
