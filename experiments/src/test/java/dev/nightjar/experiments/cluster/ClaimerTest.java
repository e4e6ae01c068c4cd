package dev.nightjar.experiments.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ClaimerTest {

  private static final Pace PACE = new Pace(Duration.ofSeconds(12), Duration.ofMillis(5), 0);

  /** An executor that takes its time to close. */
  private static final class Slow implements TrialExecutor {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch mayClose = new CountDownLatch(1);

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public void submit(TrialSpec spec, TrialEvents events) {
      throw new IllegalStateException("there is nothing to claim");
    }

    @Override
    public void cancel(TrialSpec spec) {
      throw new IllegalStateException("nothing runs");
    }

    @Override
    public void close() {
      closing.countDown();
      try {
        mayClose.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread closing(Claimer claimer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                claimer.close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  /** A signal and the end of the work close it at the same time, and then the process ends. */
  @Test
  @Timeout(60)
  void whoeverClosesItReturnsWhenAllIsGivenBack(@TempDir Path folder) throws InterruptedException {
    SharedStudies studies = new SharedStudies(SharedStudies.h2(folder));
    Study study = studies.create();
    Slow slow = new Slow();
    Claimer claimer = new Claimer(studies.shared(study).claims(), slow, "host", PACE, line -> {});
    claimer.start();
    Thread first = closing(claimer);
    slow.closing.await();
    Thread second = closing(claimer);
    while (second.getState() != Thread.State.WAITING) {
      assertThat(second.isAlive()).as("it waits for the first").isTrue();
      Thread.onSpinWait();
    }
    slow.mayClose.countDown();
    first.join();
    second.join();
    studies.close();
  }
}
