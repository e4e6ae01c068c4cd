package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A controller to be killed: runs one trial, prints its worker's pid, and waits for its fate. */
public final class LonelyController {

  private LonelyController() {}

  /** Runs the trial that the argument names. */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    TrialEvents events =
        new TrialEvents() {
          @Override
          public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
            if (report.epoch() == 2) {
              System.out.println(report.metrics().get("pid").longValue());
            }
            return Decision.CONTINUE;
          }

          @Override
          public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
            System.out.println("unexpected: " + evaluation);
          }
        };
    try (WorkerProcessExecutor executor =
        new WorkerProcessExecutor(
            new WorkerSettings(
                MisbehavingProgram.TYPE, "fine", 1, Optional.empty(), TestJvm.small()))) {
      executor.submit(
          new TrialSpec(
              0, 1, TrialRole.SEARCH, "test", new Configuration(Map.of("do", args[0])), 1L),
          events);
      never.await();
    }
  }
}
