package dev.nightjar.reports.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.ReportException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RefreshedReportTest {

  private final BlockingQueue<String> made = new LinkedBlockingQueue<>();
  private final List<RuntimeException> said = new CopyOnWriteArrayList<>();

  private RefreshedReport refreshed(Runnable make) {
    return new RefreshedReport(make, said::add, Duration.ZERO, Duration.ZERO);
  }

  @Test
  void itIsMadeAgainAfterTrialsHaveEnded() throws Exception {
    try (RefreshedReport report = refreshed(() -> made.add("report"))) {
      report.trialEnded();
      made.take();
      report.trialEnded();
      made.take();
    }
    assertThat(said).isEmpty();
  }

  @Test
  void noTrialNoReport() {
    refreshed(() -> made.add("report")).close();

    assertThat(made).isEmpty();
  }

  @Test
  void trialsThatEndMeanwhileAreOneReport() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger times = new AtomicInteger();
    RefreshedReport report =
        refreshed(
            () -> {
              if (times.incrementAndGet() == 1) {
                making.countDown();
                await(ended);
              }
              made.add("report");
            });
    report.trialEnded();
    making.await();
    for (int i = 0; i < 100; i++) {
      report.trialEnded();
    }
    ended.countDown();
    made.take();
    made.take();
    report.close();

    assertThat(times).hasValue(2);
  }

  @Test
  void itIsNotMadeBeforeItsRestIsOverAndTheEndDoesNotWaitForThat() {
    RefreshedReport report =
        new RefreshedReport(
            () -> made.add("report"), said::add, Duration.ofHours(1), Duration.ofHours(1));
    report.trialEnded();
    report.close();

    assertThat(made).isEmpty();
  }

  @Test
  void theEndWaitsForTheReportThatIsBeingMade() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    RefreshedReport report =
        refreshed(
            () -> {
              making.countDown();
              await(closing);
              made.add("report");
            });
    report.trialEnded();
    making.await();
    Thread closer = new Thread(report::close);
    closer.start();
    closing.countDown();
    closer.join();

    assertThat(made).hasSize(1);
  }

  @Test
  void whyItCannotBeMadeIsSaidOnceAndItIsTriedAgain() throws Exception {
    AtomicInteger times = new AtomicInteger();
    try (RefreshedReport report =
        refreshed(
            () -> {
              if (times.incrementAndGet() < 3) {
                made.add("tried");
                throw new ReportException("the disk is full");
              }
              made.add("report");
            })) {
      for (String expected : List.of("tried", "tried", "report")) {
        report.trialEnded();
        assertThat(made.take()).isEqualTo(expected);
      }
    }
    assertThat(said).singleElement().satisfies(e -> assertThat(e).hasMessage("the disk is full"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
