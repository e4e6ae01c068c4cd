package dev.nightjar.zoo.training;

import java.util.Objects;

/**
 * How to train. Made by a {@link #builder}.
 *
 * @param epochs most passes over the data, at least 1
 * @param maxSteps most steps of the optimiser; the step that uses them up ends its epoch and the
 *     training; 0 for no limit
 * @param batchSize sequences a step, at least 1; whoever makes the {@link BatchSource} goes by it
 * @param learningRate η, above 0
 * @param schedule how η changes
 * @param optimizer how parameters follow gradients
 * @param clipping how gradients that are too large are made smaller
 * @param earlyStopping which metric decides, and when to give up
 * @param seed of the order of the batches
 */
public record TrainingSettings(
    int epochs,
    int maxSteps,
    int batchSize,
    double learningRate,
    LearningRateSchedule schedule,
    Optimizer optimizer,
    GradientClipping clipping,
    EarlyStopping earlyStopping,
    long seed) {
  /** Checks the ranges. */
  public TrainingSettings {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(earlyStopping, "earlyStopping");
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs is " + epochs + "; it must be at least 1");
    }
    if (maxSteps < 0) {
      throw new IllegalArgumentException(
          "max_steps is " + maxSteps + "; it must be 0 (no limit) or above");
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch_size is " + batchSize + "; it must be at least 1");
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "learning_rate is " + learningRate + "; it must be a finite number above 0");
    }
  }

  /** The same with another limit of steps. */
  public TrainingSettings withMaxSteps(int most) {
    return new TrainingSettings(
        epochs, most, batchSize, learningRate, schedule, optimizer, clipping, earlyStopping, seed);
  }

  /**
   * Begins settings: 30 epochs, batches of 32, Adam at a constant learning rate of 1e-3, gradients
   * clipped to a norm of 1, seed 0.
   */
  public static Builder builder(EarlyStopping earlyStopping) {
    return new Builder(earlyStopping);
  }

  /** What settings are made of, one named value at a time. */
  public static final class Builder {
    private final EarlyStopping earlyStopping;
    private int epochs = 30;
    private int maxSteps;
    private int batchSize = 32;
    private double learningRate = 1e-3;
    private LearningRateSchedule schedule = new LearningRateSchedule.Constant();
    private Optimizer optimizer = Optimizer.named("adam");
    private GradientClipping clipping = GradientClipping.byNorm(1);
    private long seed;

    private Builder(EarlyStopping earlyStopping) {
      this.earlyStopping = earlyStopping;
    }

    /** See {@link TrainingSettings#epochs}. */
    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    /** See {@link TrainingSettings#maxSteps}. */
    public Builder maxSteps(int value) {
      maxSteps = value;
      return this;
    }

    /** See {@link TrainingSettings#batchSize}. */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /** See {@link TrainingSettings#learningRate}. */
    public Builder learningRate(double value) {
      learningRate = value;
      return this;
    }

    /** See {@link TrainingSettings#schedule}. */
    public Builder schedule(LearningRateSchedule value) {
      schedule = value;
      return this;
    }

    /** See {@link TrainingSettings#optimizer}. */
    public Builder optimizer(Optimizer value) {
      optimizer = value;
      return this;
    }

    /** See {@link TrainingSettings#clipping}. */
    public Builder clipping(GradientClipping value) {
      clipping = value;
      return this;
    }

    /** See {@link TrainingSettings#seed}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if something is out of range
     */
    public TrainingSettings build() {
      return new TrainingSettings(
          epochs,
          maxSteps,
          batchSize,
          learningRate,
          schedule,
          optimizer,
          clipping,
          earlyStopping,
          seed);
    }
  }
}
