package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.training.LearningRateSchedule.Adaptive;
import dev.nightjar.zoo.training.LearningRateSchedule.Constant;
import dev.nightjar.zoo.training.LearningRateSchedule.Cosine;
import dev.nightjar.zoo.training.LearningRateSchedule.Exponential;
import dev.nightjar.zoo.training.LearningRateSchedule.Linear;
import dev.nightjar.zoo.training.LearningRateSchedule.Plateau;
import dev.nightjar.zoo.training.LearningRateSchedule.Step;
import dev.nightjar.zoo.training.LearningRateSchedule.Warmup;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private static double at(LearningRateSchedule schedule, double time) {
    return schedule.factor(new TrainingProgress(time, 20, 10, List.of()));
  }

  /** After epochs with these training losses and scores. */
  private static double after(LearningRateSchedule schedule, double[] losses, double[] scores) {
    EpochFeedback[] past = new EpochFeedback[losses.length];
    Arrays.setAll(past, i -> new EpochFeedback(losses[i], scores[i]));
    return schedule.factor(new TrainingProgress(losses.length, 20, 10, List.of(past)));
  }

  @Test
  void schedulesOfTimeFollowTheirFormulas() {
    for (double t : new double[] {0, 0.1, 1, 3.7, 10, 19.9}) {
      assertThat(at(new Constant(), t)).isEqualTo(1);
      assertThat(at(new Linear(0.1), t)).isCloseTo(1 - 0.9 * t / 20, within(1e-12));
      assertThat(at(new Exponential(0.8), t)).isCloseTo(Math.pow(0.8, t), within(1e-12));
      assertThat(at(new Cosine(0.01), t))
          .isCloseTo(0.01 + 0.99 * (1 + Math.cos(Math.PI * t / 20)) / 2, within(1e-12));
    }
    Step step = new Step(0.5, 3);
    assertThat(at(step, 2.99)).isEqualTo(1);
    assertThat(at(step, 3)).isEqualTo(0.5);
    assertThat(at(step, 6.5)).isEqualTo(0.25);
  }

  @Test
  void schedulesEndWhereTheyShould() {
    assertThat(at(new Linear(0.05), 20)).isCloseTo(0.05, within(1e-12));
    assertThat(at(new Cosine(0.05), 20)).isCloseTo(0.05, within(1e-12));
    assertThat(at(new Cosine(0.05), 0)).isEqualTo(1);
  }

  @Test
  void schedulesMayEndWithinAnEpoch() {
    TrainingProgress end = new TrainingProgress(2.5, 2.5, 10, List.of());
    TrainingProgress middle = new TrainingProgress(1.25, 2.5, 10, List.of());
    assertThat(new Linear(0.2).factor(end)).isCloseTo(0.2, within(1e-12));
    assertThat(new Linear(0.2).factor(middle)).isCloseTo(0.6, within(1e-12));
    assertThat(new Cosine(0.2).factor(end)).isCloseTo(0.2, within(1e-12));
    assertThat(new Cosine(0.2).factor(middle)).isCloseTo(0.6, within(1e-12));
    Warmup warmup = new Warmup(0.4, new Constant());
    assertThat(warmup.factor(new TrainingProgress(0.4, 2.5, 10, List.of())))
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void plateauDecaysAfterEpochsWithoutABetterScore() {
    Plateau plateau = new Plateau(0.5, 2);
    double[] losses = new double[7];
    double[] scores = {1, 0.9, 0.9, 0.95, 0.91, 0.92, 0.5};
    double[] expected = {1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25};
    for (int epochs = 0; epochs <= 7; epochs++) {
      assertThat(after(plateau, Arrays.copyOf(losses, epochs), Arrays.copyOf(scores, epochs)))
          .as("after %d epochs", epochs)
          .isEqualTo(expected[epochs]);
    }
  }

  @Test
  void adaptiveGrowsWhenSlowAndDecaysWhenItBounces() {
    Adaptive adaptive = new Adaptive(0.7);
    double[] scores = new double[5];
    // First epoch: nothing to compare with. Fell 50 %: unchanged. Fell 0.2 %: faster. Rose: slower.
    // Equal: faster.
    double[] losses = {2, 1, 0.998, 1.1, 1.1};
    double[] expected = {1, 1, 1, 1.05, 1.05 * 0.7, 1.05 * 0.7 * 1.05};
    for (int epochs = 0; epochs <= 5; epochs++) {
      assertThat(after(adaptive, Arrays.copyOf(losses, epochs), Arrays.copyOf(scores, epochs)))
          .as("after %d epochs", epochs)
          .isCloseTo(expected[epochs], within(1e-12));
    }
    double[] flat = new double[60];
    Arrays.fill(flat, 1);
    assertThat(after(adaptive, flat, flat)).isEqualTo(4);
  }

  @Test
  void warmupRampsToTheScheduleAndThenLeavesIt() {
    Warmup warmup = new Warmup(0.1, new Constant());
    assertThat(at(warmup, 0)).isCloseTo(0.05, within(1e-12));
    assertThat(at(warmup, 0.9)).isCloseTo(0.5, within(1e-12));
    assertThat(at(warmup, 1.9)).isCloseTo(1, within(1e-12));
    assertThat(at(warmup, 7)).isEqualTo(1);
    Linear linear = new Linear(0);
    assertThat(at(new Warmup(0.1, linear), 7)).isEqualTo(at(linear, 7));
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new Exponential(1.5)).hasMessageContaining("decay_rate is 1.5");
    assertThatThrownBy(() -> new Exponential(0)).hasMessageContaining("decay_rate is 0.0");
    assertThatThrownBy(() -> new Step(0.5, 0)).hasMessageContaining("step_size is 0.0");
    assertThatThrownBy(() -> new Linear(-0.1)).hasMessageContaining("min_factor is -0.1");
    assertThatThrownBy(() -> new Plateau(0.5, 0)).hasMessageContaining("patience is 0");
    assertThatThrownBy(() -> new Warmup(0, new Constant()))
        .hasMessageContaining("warmup_fraction is 0.0");
  }
}
