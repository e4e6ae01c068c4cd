package dev.nightjar.app;

import dev.nightjar.experiments.cluster.Claimer;
import dev.nightjar.experiments.cluster.Journal;
import dev.nightjar.experiments.cluster.Leadership;
import dev.nightjar.experiments.cluster.Pace;
import dev.nightjar.experiments.cluster.Participant;
import dev.nightjar.experiments.cluster.SharedStudy;
import dev.nightjar.experiments.definition.Durations;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a process works on a study that several hosts share, as its options say. */
final class SharedWork {

  /** Hosts renew a lease six times while it lasts, and databases have a moment's work with each. */
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "what this process is called in logs and reports (default: host and process id; only"
              + " with PostgreSQL)")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      description =
          "after this time without a sign of life its trials are given to others (default: 30s;"
              + " only with PostgreSQL)")
  private Optional<String> lease = Optional.empty();

  /** What this process is called. */
  String name() {
    return name.orElseGet(() -> ProcessIdentity.host() + "-" + ProcessHandle.current().pid());
  }

  /**
   * How quickly it is missed.
   *
   * @throws UsageException if the option is no duration, or too short
   */
  Pace pace() {
    if (lease.isEmpty()) {
      return Pace.DEFAULT;
    }
    Duration time =
        Durations.parse(lease.get())
            .filter(t -> t.compareTo(SHORTEST_LEASE) >= 0)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--lease "
                            + lease.get()
                            + " is no time of at least 2s; write it as 30s or 1m30s"));
    return Pace.DEFAULT.withLease(time);
  }

  /**
   * Works on a study until it has ended, or until somebody asks for an end.
   *
   * @param held the study's lease if this process has it
   * @param executor where trials run here; closed by this
   * @param journal is told what people may want to know, a line at a time
   * @return how the study ended; empty if somebody asked for an end while another process ran it
   */
  Optional<StudyEnd> work(
      JdbcStorage storage,
      Study study,
      Optional<StudyLease> held,
      TrialExecutor executor,
      Leadership leadership,
      Interruption interruption,
      Journal journal)
      throws InterruptedException {
    SharedStudy shared =
        new SharedStudy(storage, storage.assignments(study.id()), storage.claims(study.id()));
    Claimer claimer = new Claimer(shared.claims(), executor, name(), pace(), journal);
    Participant participant =
        new Participant(
            shared, study, ProcessIdentity.current(), claimer, leadership, pace(), journal);
    interruption.onStop(() -> stop(participant));
    return participant.work(held);
  }

  private static void stop(Participant participant) {
    try {
      participant.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It is only the signal's thread that ends.
    }
  }
}
