package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetriesTest {

  @Test
  void pausesDoubleUpToTheLongestAndAreScattered() {
    Retries retries =
        new Retries(Duration.ofMinutes(5), Duration.ofMillis(50), Duration.ofSeconds(5));
    SplittableRandom random = new SplittableRandom(1);
    for (int failed = 1; failed <= 2000; failed++) {
      double most = Math.min(5000, 50 * Math.pow(2, failed - 1));
      assertThat(retries.pause(failed, random).toNanos() / 1e6).isBetween(most / 2, most);
    }
    assertThat(retries.pause(9, random)).isNotEqualTo(retries.pause(9, random));
  }

  @Test
  void steadyPausesStaySmall() {
    Retries retries = Retries.steadily(Duration.ofSeconds(15));
    assertThat(retries.pause(1000, new SplittableRandom(1)))
        .isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
  }
}
