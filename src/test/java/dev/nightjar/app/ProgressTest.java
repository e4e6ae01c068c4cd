package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static Progress progress(String name, int done, OptionalInt maxTrials, Duration max) {
    return new Progress(
        name,
        done,
        0,
        2,
        2,
        maxTrials,
        Duration.ofSeconds(100),
        Optional.ofNullable(max.isZero() ? null : max),
        0,
        Duration.ZERO,
        OptionalDouble.of(0.81234),
        OptionalDouble.of(-0.0213),
        7,
        OptionalInt.empty());
  }

  @Test
  void showsTheBarOfTheLimitThatBindsFirst() {
    assertThat(progress("s", 8, OptionalInt.of(40), Duration.ZERO).fraction()).hasValue(0.25);
    assertThat(progress("s", 8, OptionalInt.of(40), Duration.ofSeconds(200)).fraction())
        .hasValue(0.5);
    assertThat(progress("s", 8, OptionalInt.empty(), Duration.ZERO).fraction()).isEmpty();
  }

  @Test
  void estimatesTheTimeLeftFromThisRunsPaceWithinTheTimeLimit() {
    assertThat(progress("s", 8, OptionalInt.of(40), Duration.ZERO).remaining())
        .contains(Duration.ofSeconds(300));
    assertThat(progress("s", 8, OptionalInt.of(40), Duration.ofSeconds(150)).remaining())
        .contains(Duration.ofSeconds(50));
    assertThat(progress("s", 8, OptionalInt.empty(), Duration.ZERO).remaining()).isEmpty();
  }

  @Test
  void showsCountsAndTheBestWithItsChange() {
    assertThat(progress("names", 8, OptionalInt.of(40), Duration.ZERO).lines())
        .containsExactly(
            "━━━━━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  25%  1m40s, 5m00s left  names",
            "10/40 done, 2 running, 2 failed   best 0.8123 #7 (−0.02130)");
  }

  @Test
  void fitsEightyColumnsWhateverTheName() {
    for (String line :
        progress("a-very-long-name-".repeat(20), 8, OptionalInt.of(1000), Duration.ofDays(3))
            .lines()) {
      assertThat(line.codePointCount(0, line.length())).isLessThan(80);
    }
  }
}
