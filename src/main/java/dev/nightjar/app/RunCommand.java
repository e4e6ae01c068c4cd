package dev.nightjar.app;

import dev.nightjar.experiments.cluster.Participant;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.experiments.worker.ForegroundJvm;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.warmstart.EarlierTrial;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import java.io.IOException;
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
      description =
          "show the resolved definition, a few configurations, and about how long it takes; search"
              + " nothing")
  private boolean dryRun;

  @Mixin private SharedWork sharedWork = new SharedWork();

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws IOException, InterruptedException {
    sharedWork.pace(); // What is wrong with it is said at once.
    if (dryRun && !json() && !ForegroundJvm.isHere()) {
      return computeElsewhere(); // Networks are timed, on one thread like those of workers.
    }
    Experiment experiment = ExperimentReader.read(arguments.file(), overrides());
    String dataHash = StudyData.check(experiment);
    if (dryRun) {
      return new DryRun(experiment, out()).show(json());
    }
    Placement.requireKnown(experiment);
    try (Interruption interruption = new Interruption(err());
        JdbcStorage storage = JdbcStorage.open(storageUrl())) {
      Study study = findOrCreate(storage, experiment, dataHash);
      return JdbcStorage.severalHosts(storageUrl())
          ? searchWithOthers(storage, study, experiment, interruption)
          : new LoneRun(this, experiment, continuation(), clock).of(storage, study, interruption);
    }
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = arguments.overrides();
    maxTrials.ifPresent(v -> overrides.put("budget.max_trials", v));
    maxDuration.ifPresent(v -> overrides.put("budget.max_duration", v));
    return overrides;
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
    List<EarlierTrial> earlier = WarmStart.of(storage, experiment, study.created());
    try (Placement placement = Placement.of(experiment)) {
      LoneRun.introduce(this, study, experiment, earlier);
      SharedRun leadership =
          new SharedRun(
              storage,
              () -> Composition.plan(experiment, earlier),
              sharedWork.pace(),
              now -> Onlookers.of(this, storage, now, experiment.budget(), clock),
              conclusion(storage, study, placement.here(), interruption),
              clock);
      sharedWork.work(
          storage,
          study,
          Optional.of(lease),
          placement.trials(),
          leadership,
          interruption,
          this::remark);
      if (leadership.exitCode().isPresent()) {
        return leadership.exitCode().getAsInt();
      }
      say(String.format("Interrupted; others go on. To come back:%n  %s", continuation()));
      return ExitCode.INTERRUPTED;
    }
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
    StringBuilder command = new StringBuilder("nightjar run ");
    command.append(ShellWord.of(arguments.file().toString())).append(storageOption());
    overrides().forEach((k, v) -> command.append(" -S ").append(ShellWord.of(k + "=" + v)));
    return command.toString();
  }
}
