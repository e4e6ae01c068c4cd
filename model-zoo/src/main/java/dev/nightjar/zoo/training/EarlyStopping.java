package dev.nightjar.zoo.training;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * When to stop because validation no longer gets better, or is good enough, and which epoch counts
 * as the best.
 *
 * @param metric name of the watched metric, one that the {@link Validation} measures
 * @param goal which way is better
 * @param patience epochs in a row without a better value after which training stops; 0 never stops,
 *     and only remembers the best
 * @param minDelta a value is better only if it beats the best by more than this, at least 0
 * @param target a value as good as this ends the training, and its epoch is the best; empty goes on
 *     whatever the value
 */
public record EarlyStopping(
    String metric, Goal goal, int patience, double minDelta, OptionalDouble target) {
  /** Which way is better. */
  public enum Goal {
    /** Smaller is better. */
    MINIMIZE,
    /** Larger is better. */
    MAXIMIZE
  }

  /** Checks the ranges. */
  public EarlyStopping {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(target, "target");
    if (patience < 0) {
      throw new IllegalArgumentException(
          "patience is " + patience + "; it must be 0 (never stop) or more epochs");
    }
    if (!(minDelta >= 0) || Double.isInfinite(minDelta)) {
      throw new IllegalArgumentException(
          "minDelta is " + minDelta + "; it must be a finite number of at least 0");
    }
  }

  /** Without a target. */
  public EarlyStopping(String metric, Goal goal, int patience, double minDelta) {
    this(metric, goal, patience, minDelta, OptionalDouble.empty());
  }

  /** Whether a value of the metric is as good as the target. */
  public boolean reached(double value) {
    return target.isPresent() && score(value) <= score(target.getAsDouble());
  }

  /** A metric's value such that smaller is better. */
  double score(double value) {
    return goal == Goal.MINIMIZE ? value : -value;
  }

  /** A fresh watch over one training. */
  public Watch start() {
    return new Watch();
  }

  /** The best so far, and how long ago that was. */
  public final class Watch {
    private int bestEpoch;
    private double bestScore = Double.POSITIVE_INFINITY;
    private int waited;

    private Watch() {}

    /**
     * Takes the value after an epoch.
     *
     * @return whether it is the best so far
     */
    public boolean observe(int epoch, double value) {
      double score = score(value);
      // The first epoch is the best there is, whatever its value; NaN is never better. What reaches
      // the target is better than all before, by however little.
      if (bestEpoch == 0 || score < bestScore - minDelta || reached(value)) {
        bestEpoch = epoch;
        bestScore = Double.isNaN(score) ? Double.POSITIVE_INFINITY : score;
        waited = 0;
        return true;
      }
      waited++;
      return false;
    }

    /** Whether the patience is at its end. */
    public boolean exhausted() {
      return patience > 0 && waited >= patience;
    }

    /** The epoch of the best value, from 1; 0 before the first. */
    public int bestEpoch() {
      return bestEpoch;
    }
  }
}
