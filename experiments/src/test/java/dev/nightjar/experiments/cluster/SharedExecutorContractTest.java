package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.InProcessExecutor;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.run.TrialExecutorContract;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a queue and one host; trials wait for decisions, as the contract wants it. */
class SharedExecutorContractTest extends TrialExecutorContract {

  private static final Pace PACE =
      new Pace(Duration.ofSeconds(30), Duration.ofMillis(5), Double.MAX_VALUE);

  @TempDir private Path folder;
  private SharedStudies studies;

  @BeforeEach
  void open() {
    studies = new SharedStudies(SharedStudies.h2(folder));
  }

  @AfterEach
  void close() {
    studies.close();
  }

  @Override
  protected TrialExecutor executor(int slots) {
    Study study = studies.create();
    StudyLease lease = studies.lease(study, "runner");
    SharedStudy shared = studies.shared(study);
    Claimer claimer =
        new Claimer(
            shared.claims(),
            new InProcessExecutor(new ContractObjective(), slots),
            "host",
            PACE,
            line -> {});
    claimer.start();
    return new WithHost(shared, lease, slots, claimer);
  }

  /** A shared executor, what a runner stores before it submits, and a host. */
  private static final class WithHost implements TrialExecutor {
    private final SharedStudy shared;
    private final StudyLease lease;
    private final Claimer claimer;
    private final SharedExecutor executor;

    WithHost(SharedStudy shared, StudyLease lease, int slots, Claimer claimer) {
      this.shared = shared;
      this.lease = lease;
      this.claimer = claimer;
      while (shared.assignments().state().slots() < slots) {
        Thread.onSpinWait(); // the host attends at once
      }
      this.executor = new SharedExecutor(shared.assignments(), lease, PACE);
    }

    @Override
    public int slots() {
      return executor.slots();
    }

    @Override
    public void submit(TrialSpec spec, TrialEvents events) {
      shared.storage().start(lease, spec);
      executor.submit(spec, events);
    }

    @Override
    public void close() {
      executor.close();
      try {
        claimer.close();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
