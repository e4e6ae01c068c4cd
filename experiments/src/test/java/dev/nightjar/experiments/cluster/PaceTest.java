package dev.nightjar.experiments.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Pace PACE = new Pace(Duration.ofSeconds(30), Duration.ofMillis(100), 0.05);

  @Test
  void whoeverFindsNothingAsksLessOftenButNotSeldom() {
    assertThat(IntStream.range(0, 6).mapToObj(PACE::pause).map(Duration::toMillis))
        .containsExactly(100L, 100L, 200L, 400L, 400L, 400L);
    assertThat(PACE.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMillis(400));
  }

  /** Between looks a host says that it is there. */
  @Test
  void noPauseKeepsAHostFromASignOfLife() {
    Pace hasty = PACE.withLease(Duration.ofMillis(1_500));
    assertThat(hasty.pause(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(hasty.pause(9)).isEqualTo(hasty.renewal()).isEqualTo(Duration.ofMillis(250));
    Pace slow = new Pace(Duration.ofMillis(60), Duration.ofMillis(100), 0);
    assertThat(slow.pause(1)).as("looks are as rare as asked for").isEqualTo(slow.poll());
  }

  @Test
  void aTrialWaitsAPartOfItsEpochForADecision() {
    assertThat(PACE.patience(10)).isEqualTo(Duration.ofMillis(500));
    assertThat(PACE.patience(1e9)).isEqualTo(Duration.ofSeconds(5));
    assertThat(PACE.patience(-1)).isEqualTo(Duration.ZERO);
  }
}
