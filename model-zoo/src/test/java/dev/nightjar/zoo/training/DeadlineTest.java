package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  /** Clocks may begin anywhere, also just before they run over. */
  @ParameterizedTest
  @ValueSource(longs = {0, -7_000_000_000L, Long.MAX_VALUE - 5, Long.MIN_VALUE})
  void passesWhenTheTimeIsOver(long start) {
    long[] now = {start};
    Deadline deadline = Deadline.after(Duration.ofSeconds(2), () -> now[0]);
    assertThat(deadline.passed()).isFalse();
    now[0] = start + 1_999_999_999L;
    assertThat(deadline.passed()).isFalse();
    now[0] = start + 2_000_000_000L;
    assertThat(deadline.passed()).isTrue();
    now[0] = start + 3_000_000_000L;
    assertThat(deadline.passed()).isTrue();
  }

  @Test
  void noTimeIsOverAtOnceAndEndlessTimeNever() {
    assertThat(Deadline.after(Duration.ZERO, () -> 5).passed()).isTrue();
    assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), () -> Long.MAX_VALUE).passed())
        .isFalse();
    assertThat(Deadline.NONE.passed()).isFalse();
  }

  @Test
  void timeThatRunsBackwardsIsRefused() {
    assertThatThrownBy(() -> Deadline.after(Duration.ofSeconds(-1), () -> 0))
        .hasMessage("the time limit is PT-1S; it must be 0 or above");
  }
}
