package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static Progress progress(String name, int done, OptionalInt maxTrials, Duration max) {
    return progress(name, done, maxTrials, max, FinalProgress.NONE);
  }

  private static Progress progress(
      String name, int done, OptionalInt maxTrials, Duration max, FinalProgress finals) {
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
        OptionalInt.empty(),
        finals);
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
  void saysHowLongTheFinalistsTakeAndThenHowFarTheyAre() {
    FinalProgress ahead = FinalProgress.NONE.expecting(Duration.ofSeconds(90));
    assertThat(progress("names", 8, OptionalInt.of(40), Duration.ZERO, ahead).lines())
        .containsExactly(
            "━━━━━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  25%  1m40s, 6m30s left  names",
            "10/40 done, 2 running, 2 failed   best 0.8123 #7 (−0.02130)   finalists 1m30s");
    FinalProgress begun = ahead.of(9).started().started().started().ended(true).ended(false);
    assertThat(progress("names", 38, OptionalInt.of(40), Duration.ZERO, begun).lines())
        .containsExactly(
            "━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  11%  1m40s, 1m20s left  names",
            "finalists: 1/9 trained over fresh seeds, 1 running   best 0.8123 #7 (−0.02130)");
    assertThat(
            progress("names", 38, OptionalInt.of(40), Duration.ofSeconds(130), begun).remaining())
        .contains(Duration.ofSeconds(30));
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
