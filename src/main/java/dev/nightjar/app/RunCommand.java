package dev.nightjar.app;

import dev.nightjar.experiments.cluster.Participant;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.experiments.storage.UrlPasswords;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.reports.live.RefreshedReport;
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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private ExperimentArguments arguments = new ExperimentArguments();

  @Option(names = "--max-trials", paramLabel = "N", description = "end after this many trials")
  private Optional<String> maxTrials = Optional.empty();

  @Option(
      names = "--max-duration",
      paramLabel = "TIME",
      description = "end after this time, such as 8h or 30m, summed over resumes")
  private Optional<String> maxDuration = Optional.empty();

  @Option(names = "--fresh", description = "rename the stored study of this name and begin anew")
  private boolean fresh;

  @Option(
      names = "--dry-run",
      description = "show the resolved definition and a few configurations; train nothing")
  private boolean dryRun;

  @Mixin private SharedWork sharedWork = new SharedWork();

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws InterruptedException {
    sharedWork.pace(); // What is wrong with it is said at once.
    Experiment experiment = ExperimentReader.read(arguments.file(), overrides());
    String dataHash = StudyData.check(experiment);
    if (dryRun) {
      return showPlan(experiment);
    }
    try (Interruption interruption = new Interruption(err());
        JdbcStorage storage = JdbcStorage.open(storageUrl())) {
      Study study = findOrCreate(storage, experiment, dataHash);
      return JdbcStorage.severalHosts(storageUrl())
          ? searchWithOthers(storage, study, experiment, interruption)
          : searchAlone(storage, study, experiment, interruption);
    }
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = arguments.overrides();
    maxTrials.ifPresent(v -> overrides.put("budget.max_trials", v));
    maxDuration.ifPresent(v -> overrides.put("budget.max_duration", v));
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
    StudyDefinition definition = StudyEntry.definition(experiment, dataHash);
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
    StudyEntry.requireSame(
        stored.get().definition(),
        definition,
        "To search the new definition, give it another name in "
            + arguments.file()
            + ", or add --fresh, which keeps the stored study under a new name.");
    storage.update(stored.get().id(), definition);
    return storage.find(experiment.name()).orElseThrow();
  }

  private int searchAlone(
      Storage storage, Study study, Experiment experiment, Interruption interruption)
      throws InterruptedException {
    StudyLease lease =
        storage.acquire(
            study.id(), ProcessIdentity.current(), StudyRunner.LEASE, ProcessIdentity::state);
    try (HeldStudy held = new HeldStudy(storage, lease)) {
      int workers = Parallelism.of(experiment);
      List<EarlierTrial> earlier = WarmStart.of(storage, experiment, study.created());
      introduce(study, experiment, earlier, workers);
      try (WorkerProcessExecutor executor =
          new WorkerProcessExecutor(Composition.workers(experiment, workers))) {
        StudyEnd end;
        try (Onlookers onlookers = onlookers(storage, study, experiment)) {
          StudyRunner runner =
              new StudyRunner(
                  study,
                  storage,
                  held.lease(),
                  Composition.plan(experiment, earlier),
                  executor,
                  onlookers,
                  clock);
          interruption.onStop(runner::interrupt);
          end = runner.run();
        }
        interruption.onStop(executor::close);
        return conclusion(storage, study, executor, interruption).of(end);
      }
    }
  }

  /** As one of the hosts that share the study: others may join, and go on where this one ends. */
  private int searchWithOthers(
      JdbcStorage storage, Study study, Experiment experiment, Interruption interruption)
      throws InterruptedException {
    StudyLease lease =
        storage.acquire(
            study.id(),
            ProcessIdentity.current(),
            sharedWork.pace().studyLease(),
            Participant::stateOfHolder);
    int workers = Parallelism.of(experiment);
    List<EarlierTrial> earlier = WarmStart.of(storage, experiment, study.created());
    introduce(study, experiment, earlier, workers);
    try (WorkerProcessExecutor executor =
        new WorkerProcessExecutor(Composition.workers(experiment, workers))) {
      SharedRun leadership =
          new SharedRun(
              storage,
              () -> Composition.plan(experiment, earlier),
              sharedWork.pace(),
              now -> onlookers(storage, now, experiment),
              conclusion(storage, study, executor, interruption),
              clock);
      sharedWork.work(
          storage, study, Optional.of(lease), executor, leadership, interruption, this::remark);
      if (leadership.exitCode().isPresent()) {
        return leadership.exitCode().getAsInt();
      }
      say(String.format("Interrupted; others go on. To come back:%n  %s", continuation()));
      return ExitCode.INTERRUPTED;
    }
  }

  private void introduce(
      Study study, Experiment experiment, List<EarlierTrial> earlier, int workers) {
    if (displayMode() == Display.Mode.SILENT || json()) {
      return;
    }
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

  private Onlookers onlookers(Storage storage, Study study, Experiment experiment) {
    Path folder = ReportPaths.of(storageUrl(), study.name());
    return new Onlookers(
        new Display(out(), displayMode(), study, experiment.budget()),
        new RefreshedReport(
            () ->
                storage
                    .find(study.name())
                    .ifPresent(now -> ReportCommand.writeRunning(storage, now, folder, clock)),
            e -> remark("warning: the search goes on, but its report is not renewed: " + why(e))));
  }

  private static String why(RuntimeException e) {
    return UrlPasswords.hide(
        e.getCause() instanceof IOException fault
            ? e.getMessage() + " (" + FileFaults.words(fault) + ")"
            : String.valueOf(e.getMessage()));
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

  private Conclusion conclusion(
      Storage storage, Study study, WorkerProcessExecutor executor, Interruption interruption) {
    return new Conclusion(this, storage, study, executor, interruption, continuation(), clock);
  }

  /** What a host has to say besides the search's own display. */
  private void remark(String words) {
    if (!quiet()) {
      err().println(words);
    }
  }

  /** The command that goes on where this run ended. */
  private String continuation() {
    StringBuilder command = new StringBuilder("nightjar run ").append(arguments.file());
    if (!storageUrl().equals(DEFAULT_STORAGE)) {
      command.append(" --storage '").append(storageUrl()).append('\'');
    }
    overrides().forEach((k, v) -> command.append(" -S ").append(k).append('=').append(v));
    return command.toString();
  }
}
