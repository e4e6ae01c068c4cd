package dev.nightjar.app;

import dev.nightjar.experiments.cluster.Journal;
import dev.nightjar.experiments.cluster.Leadership;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.run.Tenure;
import dev.nightjar.search.study.Study;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs trials of a study that several hosts share, and the study itself when nobody else does. */
@Command(
    name = "worker",
    description = "Work on a study that several hosts share through a PostgreSQL server.",
    footer = {
      "",
      "Examples:",
      "  nightjar run my.yaml --storage jdbc:postgresql://db/nightjar        on one host",
      "  nightjar worker my.yaml --storage jdbc:postgresql://db/nightjar     on the others",
      "",
      "It ends with the study. Ctrl-C gives its trials to the others at once."
    })
final class WorkerCommand extends StorageCommand {

  /** How often it is looked whether the study has been begun. */
  private static final long LOOK_SECONDS = 2;

  @Mixin private ExperimentArguments arguments = new ExperimentArguments();

  @Mixin private SharedWork work = new SharedWork();

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws InterruptedException {
    if (!JdbcStorage.severalHosts(storageUrl())) {
      throw new UsageException(
          storageUrl()
              + " cannot be shared by several hosts; name a PostgreSQL server with --storage, such"
              + " as jdbc:postgresql://HOST/DATABASE, here and for `nightjar run`");
    }
    work.pace(); // What is wrong with it is said at once.
    Experiment own = ExperimentReader.read(arguments.file(), arguments.overrides());
    String dataHash = StudyData.check(own);
    Placement.requireKnown(own);
    try (Interruption interruption = new Interruption(err());
        JdbcStorage storage = JdbcStorage.open(storageUrl())) {
      Optional<Study> found = awaitStudy(storage, own.name(), interruption);
      if (found.isEmpty()) {
        return ExitCode.INTERRUPTED;
      }
      Study study = found.get();
      StudyEntry.requireSame(
          study.definition(),
          StudyEntry.definition(own, dataHash),
          "A worker needs the file and the data of the study; bring "
              + arguments.file()
              + " and its data up to date, and give the same -S and --seed as `nightjar run`.");
      return workOn(storage, study, own, interruption);
    }
  }

  private Optional<Study> awaitStudy(JdbcStorage storage, String name, Interruption interruption)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    interruption.onStop(stopped::countDown);
    Optional<Study> study = storage.find(name);
    if (study.isEmpty()) {
      log("waits for study " + name + "; begin it with `nightjar run " + arguments.file() + "`");
    }
    while (study.isEmpty() && !stopped.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
      study = storage.find(name);
    }
    return study;
  }

  private int workOn(JdbcStorage storage, Study study, Experiment own, Interruption interruption)
      throws InterruptedException {
    // What may change between runs is as the last `nightjar run` had it; data lie where they lie
    // here.
    Experiment stored = Experiment.fromResolved(study.definition().resolved());
    Experiment here = own.withBudget(stored.budget());
    Optional<StudyEnd> end;
    try (Placement placement = Placement.of(here)) {
      int slots = placement.trials().slots();
      log(
          "joins study "
              + study.name()
              + " with "
              + slots
              + (slots == 1 ? " worker process" : " worker processes"));
      end =
          work.work(
              storage,
              study,
              Optional.empty(),
              placement.trials(),
              leadership(storage),
              interruption,
              journal());
    }
    if (interruption.asked() || end.isEmpty()) {
      log("stopped; others go on");
      return ExitCode.INTERRUPTED;
    }
    log("the study has ended: " + end.get().explanation());
    return ExitCode.OK;
  }

  private Leadership leadership(JdbcStorage storage) {
    return (now, lease, executor) -> {
      Experiment experiment = Experiment.fromResolved(now.definition().resolved());
      return new StudyRunner(
          now,
          storage,
          lease,
          new Tenure(work.pace().studyLease(), false),
          Composition.plan(experiment, WarmStart.of(storage, experiment, now.created())),
          executor,
          StudyListener.SILENT,
          clock);
    };
  }

  private Journal journal() {
    return new Journal() {
      @Override
      public void say(String words) {
        log(words);
      }

      @Override
      public void trace(String words) {
        log(words);
      }
    };
  }

  /** A line of what this worker does, with the time. */
  private void log(String words) {
    if (!quiet()) {
      Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      out().println(time + " " + work.name() + ": " + words);
    }
  }
}
