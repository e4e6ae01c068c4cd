package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.zoo.training.EarlyStopping.Goal;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  /** Feeds the values; returns the epoch after which it stops, or 0. */
  private static int stopsAfter(EarlyStopping.Watch watch, double... values) {
    for (int i = 0; i < values.length; i++) {
      watch.observe(i + 1, values[i]);
      if (watch.exhausted()) {
        return i + 1;
      }
    }
    return 0;
  }

  @Test
  void stopsWhenPatienceIsUsedUp() {
    EarlyStopping.Watch watch = new EarlyStopping("loss", Goal.MINIMIZE, 2, 0).start();
    assertThat(stopsAfter(watch, 3, 2, 2.5, 1, 1.5, 1.2, 0.5)).isEqualTo(6);
    assertThat(watch.bestEpoch()).isEqualTo(4);
  }

  @Test
  void maximisesWhereLargerIsBetter() {
    EarlyStopping.Watch watch = new EarlyStopping("accuracy", Goal.MAXIMIZE, 2, 0).start();
    assertThat(stopsAfter(watch, 0.3, 0.5, 0.4, 0.5, 0.9)).isEqualTo(4);
    assertThat(watch.bestEpoch()).isEqualTo(2);
  }

  @Test
  void aGainOfAtMostMinDeltaIsNone() {
    EarlyStopping.Watch watch = new EarlyStopping("loss", Goal.MINIMIZE, 2, 0.125).start();
    assertThat(stopsAfter(watch, 1, 0.875, 0.9)).isEqualTo(3);
    assertThat(watch.bestEpoch()).isEqualTo(1);
    EarlyStopping.Watch other = new EarlyStopping("loss", Goal.MINIMIZE, 2, 0.125).start();
    assertThat(stopsAfter(other, 1, 0.87, 0.9)).isZero();
    assertThat(other.bestEpoch()).isEqualTo(2);
  }

  @Test
  void withoutPatienceItOnlyRemembersTheBest() {
    EarlyStopping.Watch watch = new EarlyStopping("loss", Goal.MINIMIZE, 0, 0).start();
    assertThat(stopsAfter(watch, 1, 2, 3, 4, 5, 6, 7)).isZero();
    assertThat(watch.bestEpoch()).isEqualTo(1);
  }

  @Test
  void theFirstEpochIsBestWhateverItsValue() {
    EarlyStopping.Watch watch = new EarlyStopping("loss", Goal.MINIMIZE, 3, 0).start();
    assertThat(watch.observe(1, Double.MAX_VALUE)).isTrue();
    assertThat(watch.observe(2, Double.NaN)).isFalse();
    assertThat(watch.bestEpoch()).isEqualTo(1);
  }

  @Test
  void theTargetIsReachedFromTheRightSide() {
    EarlyStopping loss = new EarlyStopping("loss", Goal.MINIMIZE, 0, 0, OptionalDouble.of(0.5));
    assertThat(loss.reached(0.6)).isFalse();
    assertThat(loss.reached(0.5)).isTrue();
    assertThat(loss.reached(-3)).isTrue();
    assertThat(loss.reached(Double.NaN)).isFalse();
    EarlyStopping hits = new EarlyStopping("hits", Goal.MAXIMIZE, 0, 0, OptionalDouble.of(-0.5));
    assertThat(hits.reached(-0.6)).isFalse();
    assertThat(hits.reached(-0.5)).isTrue();
    assertThat(new EarlyStopping("loss", Goal.MINIMIZE, 0, 0).reached(-1e300)).isFalse();
  }

  @Test
  void whatReachesTheTargetIsTheBestByHoweverLittle() {
    EarlyStopping.Watch watch =
        new EarlyStopping("loss", Goal.MINIMIZE, 0, 0.1, OptionalDouble.of(0.5)).start();
    assertThat(watch.observe(1, 0.51)).isTrue();
    assertThat(watch.observe(2, 0.505)).isFalse();
    assertThat(watch.observe(3, 0.5)).isTrue();
    assertThat(watch.bestEpoch()).isEqualTo(3);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new EarlyStopping("loss", Goal.MINIMIZE, -1, 0))
        .hasMessageContaining("patience is -1");
    assertThatThrownBy(() -> new EarlyStopping("loss", Goal.MINIMIZE, 1, -1e-3))
        .hasMessageContaining("minDelta is -0.001");
    assertThatThrownBy(() -> new EarlyStopping("loss", Goal.MINIMIZE, 1, Double.NaN))
        .hasMessageContaining("minDelta is NaN");
  }
}
