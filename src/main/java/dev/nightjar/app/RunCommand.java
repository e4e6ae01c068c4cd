package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.experiments.worker.WorkerFailedException;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.experiments.worker.WorkerSettings;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.storage.HeldStudy;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.strategy.warmstart.EarlierTrial;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts or continues a study, and ends with the winner and the report's path. */
@Command(
    name = "run",
    description = "Start or continue the study of an experiment file.",
    footer = {
      "",
      "Examples:",
      "  nightjar run experiments/quickstart.yaml",
      "  nightjar run my.yaml --parallelism 4 --max-duration 8h",
      "  nightjar run my.yaml -S training.epochs=5 --dry-run",
      "",
      "Ctrl-C saves everything; the same command continues."
    })
final class RunCommand extends StudyCommand {

  private static final int DRY_RUN_SAMPLES = 5;

  @Parameters(index = "0", paramLabel = "FILE", description = "the experiment file")
  private Path file = Path.of("");

  @Option(
      names = "-S",
      paramLabel = "KEY=VALUE",
      description = "set a value of the file, such as training.epochs=5")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--parallelism", paramLabel = "N", description = "number of worker processes")
  private Optional<String> parallelism = Optional.empty();

  @Option(names = "--max-trials", paramLabel = "N", description = "end after this many trials")
  private Optional<String> maxTrials = Optional.empty();

  @Option(
      names = "--max-duration",
      paramLabel = "TIME",
      description = "end after this time, such as 8h or 30m, summed over resumes")
  private Optional<String> maxDuration = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "seed of the search and its trials")
  private Optional<String> seed = Optional.empty();

  @Option(names = "--fresh", description = "rename the stored study of this name and begin anew")
  private boolean fresh;

  @Option(
      names = "--dry-run",
      description = "show the resolved definition and a few configurations; train nothing")
  private boolean dryRun;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws InterruptedException {
    Experiment experiment = ExperimentReader.read(file, overrides());
    String dataHash = StudyData.check(experiment);
    if (dryRun) {
      return showPlan(experiment);
    }
    try (Interruption interruption = new Interruption(err());
        Storage storage = JdbcStorage.open(storageUrl())) {
      Study study = findOrCreate(storage, experiment, dataHash);
      StudyLease lease =
          storage.acquire(
              study.id(), ProcessIdentity.current(), StudyRunner.LEASE, ProcessIdentity::state);
      try (HeldStudy held = new HeldStudy(storage, lease)) {
        return search(storage, study, held.lease(), experiment, interruption);
      }
    }
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>(settings);
    parallelism.ifPresent(v -> overrides.put("parallelism", v));
    maxTrials.ifPresent(v -> overrides.put("budget.max_trials", v));
    maxDuration.ifPresent(v -> overrides.put("budget.max_duration", v));
    seed.ifPresent(v -> overrides.put("seed", v));
    return overrides;
  }

  private int showPlan(Experiment experiment) {
    out().println(Json.pretty(Json.parse(experiment.resolvedJson())));
    if (json()) {
      return ExitCode.OK;
    }
    out()
        .printf(
            "%n%d parameters, %s; for example:%n",
            experiment.space().dimension(), SpaceSize.describe(experiment.space()));
    SpaceSize.warning(experiment.space()).ifPresent(out()::println);
    TrialLedger nothingTried = new TrialLedger(experiment.space(), experiment.criteria());
    for (int i = 0; i < DRY_RUN_SAMPLES; i++) {
      Untried.any(nothingTried, Seeds.ofSuggestion(experiment.seed(), i))
          .ifPresent(this::showSample);
    }
    return ExitCode.OK;
  }

  private void showSample(Configuration configuration) {
    StringBuilder line = new StringBuilder();
    configuration
        .values()
        .forEach(
            (name, value) ->
                line.append("  ").append(name).append('=').append(Numbers.parameter(value)));
    out().println(line);
  }

  private Study findOrCreate(Storage storage, Experiment experiment, String dataHash) {
    StudyDefinition definition =
        new StudyDefinition(
            experiment.name(),
            experiment.space(),
            experiment.criteria(),
            experiment.seed(),
            experiment.fingerprint(dataHash),
            experiment.source(),
            experiment.resolvedJson(),
            Provenance.collect(experiment.file(), dataHash));
    Optional<Study> stored = storage.find(experiment.name());
    if (stored.isPresent() && fresh) {
      String stamp =
          DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
              .withZone(ZoneOffset.UTC)
              .format(stored.get().created());
      String archived = experiment.name() + "-" + stamp;
      storage.rename(experiment.name(), archived);
      say("The earlier study is kept as " + archived + ".");
      stored = Optional.empty();
    }
    if (stored.isEmpty()) {
      WarmStart.of(storage, experiment, clock.instant()); // An error leaves no empty study behind.
      return storage.create(definition);
    }
    if (!stored.get().definition().fingerprint().equals(definition.fingerprint())) {
      throw changed(stored.get().definition(), definition);
    }
    storage.update(stored.get().id(), definition);
    return storage.find(experiment.name()).orElseThrow();
  }

  private UsageException changed(StudyDefinition before, StudyDefinition after) {
    List<String> differences = DefinitionDifference.between(before.resolved(), after.resolved());
    return new UsageException(
        String.format(
            "study %s is stored with another definition:%n  %s%n"
                + "To search the new definition, give it another name in %s, or add --fresh, which"
                + " keeps the stored study under a new name.",
            before.name(),
            differences.isEmpty()
                ? "the content of its data has changed"
                : String.join(String.format("%n  "), differences),
            file));
  }

  private int search(
      Storage storage,
      Study study,
      StudyLease lease,
      Experiment experiment,
      Interruption interruption)
      throws InterruptedException {
    int workers =
        experiment
            .parallelism()
            .orElseGet(() -> Parallelism.byDefault(experiment.budget().maxTrialMemory()));
    WorkerSettings settings = Composition.workers(experiment, workers);
    List<EarlierTrial> earlier = WarmStart.of(storage, experiment, study.created());
    if (displayMode() != Display.Mode.SILENT && !json()) {
      out()
          .printf(
              "%s: %s search over %d parameter%s, %d worker%s%n",
              study.name(),
              experiment.strategy().type(),
              experiment.space().dimension(),
              experiment.space().dimension() == 1 ? "" : "s",
              workers,
              workers == 1 ? "" : "s");
      experiment
          .warmStart()
          .ifPresent(name -> out().printf("learns from %d trials of %s%n", earlier.size(), name));
    }
    try (WorkerProcessExecutor executor = new WorkerProcessExecutor(settings)) {
      StudyEnd end;
      try (Display display = new Display(out(), displayMode(), study, experiment.budget())) {
        StudyRunner runner =
            new StudyRunner(
                study,
                storage,
                lease,
                Composition.plan(experiment, earlier),
                executor,
                display,
                clock);
        interruption.onStop(runner::interrupt);
        end = runner.run();
      }
      interruption.onStop(executor::close);
      return conclude(storage, study, executor, end, interruption);
    }
  }

  private Display.Mode displayMode() {
    if (json()) {
      return Display.Mode.JSON_LINES;
    }
    if (quiet()) {
      return Display.Mode.SILENT;
    }
    return Terminals.live() ? Display.Mode.LIVE : Display.Mode.LINES;
  }

  private int conclude(
      Storage storage,
      Study study,
      WorkerProcessExecutor executor,
      StudyEnd end,
      Interruption interruption)
      throws InterruptedException {
    Optional<String> unscored = Optional.empty();
    if (end.winner().isPresent() && end.reason() != StudyEnd.Reason.INTERRUPTED) {
      unscored = scoreWinner(storage, study, executor, end.winner().get());
    }
    boolean interrupted =
        end.reason() == StudyEnd.Reason.INTERRUPTED
            || (unscored.isPresent() && interruption.asked());
    Study now = storage.find(study.name()).orElseThrow();
    say(reason(end, study.name()));
    if (interrupted) {
      say(String.format("To continue:%n  %s", continuation()));
    } else {
      unscored.ifPresent(
          cause ->
              err()
                  .printf(
                      "error: the winner could not be scored on the test part: %s%n"
                          + "To try again:%n  %s%n",
                      cause, continuation()));
    }
    Optional<Winner> winner = Winner.of(now, end).filter(w -> !json());
    if (winner.isPresent()) {
      int number = winner.get().trial().number();
      out().print(winner.get().describe(storage.testScore(study.id(), number)));
    }
    // What was said is needed all the more if the report cannot be written, as on a full disk.
    Path report =
        ReportCommand.write(storage, now, ReportPaths.of(storageUrl(), study.name()), clock);
    if (!json()) {
      out().println("report: " + report.toAbsolutePath().normalize());
      out().flush();
    } else {
      err().println("report: " + report.toAbsolutePath().normalize());
    }
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    if (unscored.isPresent()) {
      return ExitCode.SOFTWARE;
    }
    return switch (end.reason()) {
      case TOO_MANY_FAILURES -> ExitCode.TOO_MANY_FAILURES;
      default -> end.best().isPresent() ? ExitCode.OK : ExitCode.NO_TRIAL_SUCCEEDED;
    };
  }

  /**
   * The winner, and only the winner, meets the test part; once.
   *
   * @return why it could not be scored; empty if it was, or has no model
   */
  private static Optional<String> scoreWinner(
      Storage storage, Study study, WorkerProcessExecutor executor, Trial best)
      throws InterruptedException {
    if (!storage.testScore(study.id(), best.number()).isEmpty()) {
      return Optional.empty();
    }
    Optional<Attachment> model = storage.attachment(study.id(), best.number(), Attachment.MODEL);
    if (model.isEmpty()) {
      return Optional.empty();
    }
    try {
      storage.recordTestScore(study.id(), best.number(), executor.scoreTest(model.get().bytes()));
      return Optional.empty();
    } catch (WorkerFailedException e) {
      return Optional.of(e.getMessage());
    }
  }

  private String reason(StudyEnd end, String study) {
    return switch (end.reason()) {
      case TOO_MANY_FAILURES -> end.explanation() + " For the causes: nightjar trials " + study;
      default -> end.explanation();
    };
  }

  /** The command that goes on where this run ended. */
  private String continuation() {
    StringBuilder command = new StringBuilder("nightjar run ").append(file);
    if (!storageUrl().equals(DEFAULT_STORAGE)) {
      command.append(" --storage '").append(storageUrl()).append('\'');
    }
    overrides().forEach((k, v) -> command.append(" -S ").append(k).append('=').append(v));
    return command.toString();
  }

  private void say(String words) {
    if (json()) {
      err().println(words);
    } else if (!quiet()) {
      out().println(words);
    }
  }
}
