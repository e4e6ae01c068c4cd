package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"8h,28800", "20m,1200", "90s,90", "1h30m,5400", "1h0m1s,3601", "999999h,3599996400"})
  void readsHoursMinutesSeconds(String text, long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    assertThat(Durations.parse(text)).contains(duration);
    assertThat(text).matches(Durations.PATTERN);
    assertThat(Durations.parse(Durations.format(duration))).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "8", "h", "0s", "0h0m", "30m1h", "1 h", "-1h", "1.5h", "1d", "1H", "1234567h"})
  void refusesTheRest(String text) {
    assertThat(Durations.parse(text)).isEmpty();
    assertThat(text).doesNotMatch(Durations.PATTERN);
  }
}
