package dev.nightjar.zoo.training;

import java.util.Objects;

/**
 * How to train.
 *
 * @param epochs most passes over the data, at least 1
 * @param batchSize sequences a step, at least 1; whoever makes the {@link BatchSource} goes by it
 * @param learningRate η, above 0
 * @param schedule how η changes
 * @param optimizer how parameters follow gradients
 * @param gradientClipping largest global norm of the gradients; 0 does not clip
 * @param earlyStopping which metric decides, and when to give up
 * @param seed of the order of the batches
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    double learningRate,
    LearningRateSchedule schedule,
    Optimizer optimizer,
    double gradientClipping,
    EarlyStopping earlyStopping,
    long seed) {
  /** Checks the ranges. */
  public TrainingSettings {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(earlyStopping, "earlyStopping");
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs is " + epochs + "; it must be at least 1");
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch_size is " + batchSize + "; it must be at least 1");
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "learning_rate is " + learningRate + "; it must be a finite number above 0");
    }
    if (!(gradientClipping >= 0)) {
      throw new IllegalArgumentException(
          "gradient_clipping is " + gradientClipping + "; it must be 0 (none) or above");
    }
  }
}
