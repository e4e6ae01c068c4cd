package dev.nightjar.zoo.training;

import java.util.List;
import java.util.Objects;

/**
 * How the learning rate changes over a training: a factor on the base rate η, a pure function of
 * the progress. In the formulas t is the time in epochs, T all epochs (fewer where the most steps
 * are done earlier), γ the decay rate and m the smallest factor.
 */
public sealed interface LearningRateSchedule {
  /** The smallest factor of decaying schedules, unless said otherwise. */
  double DEFAULT_MIN_FACTOR = 0.01;

  /** What to multiply the base learning rate with. */
  double factor(TrainingProgress progress);

  /** η. */
  record Constant() implements LearningRateSchedule {
    @Override
    public double factor(TrainingProgress progress) {
      return 1;
    }
  }

  /**
   * η·(1 − (1−m)·t/T).
   *
   * @param minFactor m in [0, 1]
   */
  record Linear(double minFactor) implements LearningRateSchedule {
    /** Checks the range. */
    public Linear {
      requireFactor("min_factor", minFactor);
    }

    @Override
    public double factor(TrainingProgress progress) {
      return 1 - (1 - minFactor) * progress.time() / progress.epochs();
    }
  }

  /**
   * η·γᵗ.
   *
   * @param decayRate γ in (0, 1]
   */
  record Exponential(double decayRate) implements LearningRateSchedule {
    /** Checks the range. */
    public Exponential {
      requireDecay(decayRate);
    }

    @Override
    public double factor(TrainingProgress progress) {
      return Math.pow(decayRate, progress.time());
    }
  }

  /**
   * η·γ^⌊t/stepSize⌋.
   *
   * @param decayRate γ in (0, 1]
   * @param stepSize epochs between two steps, above 0
   */
  record Step(double decayRate, double stepSize) implements LearningRateSchedule {
    /** Checks the ranges. */
    public Step {
      requireDecay(decayRate);
      if (!(stepSize > 0)) {
        throw new IllegalArgumentException("step_size is " + stepSize + "; it must be above 0");
      }
    }

    @Override
    public double factor(TrainingProgress progress) {
      return Math.pow(decayRate, Math.floor(progress.time() / stepSize));
    }
  }

  /**
   * η·(m + (1−m)·(1 + cos πt/T)/2), as Loshchilov and Hutter 2017 without restarts.
   *
   * @param minFactor m in [0, 1]
   */
  record Cosine(double minFactor) implements LearningRateSchedule {
    /** Checks the range. */
    public Cosine {
      requireFactor("min_factor", minFactor);
    }

    @Override
    public double factor(TrainingProgress progress) {
      double angle = Math.PI * progress.time() / progress.epochs();
      return minFactor + (1 - minFactor) * (1 + Math.cos(angle)) / 2;
    }
  }

  /**
   * × γ after {@code patience} epochs in a row without a better watched metric; then it waits as
   * long again.
   *
   * @param decayRate γ in (0, 1]
   * @param patience epochs, at least 1
   */
  record Plateau(double decayRate, int patience) implements LearningRateSchedule {
    /** Checks the ranges. */
    public Plateau {
      requireDecay(decayRate);
      if (patience < 1) {
        throw new IllegalArgumentException("patience is " + patience + "; it must be at least 1");
      }
    }

    @Override
    public double factor(TrainingProgress progress) {
      double factor = 1;
      double best = Double.POSITIVE_INFINITY;
      int waited = 0;
      for (EpochFeedback epoch : progress.past()) {
        if (epoch.score() < best) {
          best = epoch.score();
          waited = 0;
        } else if (++waited == patience) {
          factor *= decayRate;
          waited = 0;
        }
      }
      return factor;
    }
  }

  /**
   * Faster while learning is too slow, slower when it bounces: after an epoch × 1.05, to at most
   * 4η, if the training loss fell by less than 1 %; × γ if it rose; unchanged if it fell by more.
   *
   * @param decayRate γ in (0, 1]
   */
  record Adaptive(double decayRate) implements LearningRateSchedule {
    private static final double GROWTH = 1.05;
    private static final double MAX_FACTOR = 4;
    private static final double ENOUGH = 0.01;

    /** Checks the range. */
    public Adaptive {
      requireDecay(decayRate);
    }

    @Override
    public double factor(TrainingProgress progress) {
      double factor = 1;
      List<EpochFeedback> past = progress.past();
      for (int i = 1; i < past.size(); i++) {
        double before = past.get(i - 1).trainingLoss();
        double after = past.get(i).trainingLoss();
        if (after > before) {
          factor *= decayRate;
        } else if (before - after < ENOUGH * before) {
          factor = Math.min(MAX_FACTOR, factor * GROWTH);
        }
      }
      return factor;
    }
  }

  /**
   * Ramps linearly from η/steps to η over the first part of the training, on top of another
   * schedule. The ramp counts the step about to be done, so that the first step does not stand
   * still.
   *
   * @param fraction part of all epochs in (0, 1] that the ramp takes
   * @param schedule what holds besides, counted from the start of the training
   */
  record Warmup(double fraction, LearningRateSchedule schedule) implements LearningRateSchedule {
    /** Checks the range. */
    public Warmup {
      Objects.requireNonNull(schedule, "schedule");
      if (!(fraction > 0 && fraction <= 1)) {
        throw new IllegalArgumentException(
            "warmup_fraction is " + fraction + "; it must be above 0 and at most 1");
      }
    }

    @Override
    public double factor(TrainingProgress progress) {
      double done = progress.time() + 1.0 / progress.stepsPerEpoch();
      double ramp = Math.min(1, done / (fraction * progress.epochs()));
      return ramp * schedule.factor(progress);
    }
  }

  private static void requireDecay(double decayRate) {
    if (!(decayRate > 0 && decayRate <= 1)) {
      throw new IllegalArgumentException(
          "decay_rate is " + decayRate + "; it must be above 0 and at most 1");
    }
  }

  private static void requireFactor(String name, double factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException(name + " is " + factor + "; allowed are 0 to 1");
    }
  }
}
