package dev.nightjar.zoo.training;

import java.util.Objects;

/**
 * When to stop because validation no longer gets better, and which epoch counts as the best.
 *
 * @param metric name of the watched metric, one that the {@link Validation} measures
 * @param goal which way is better
 * @param patience epochs in a row without a better value after which training stops; 0 never stops,
 *     and only remembers the best
 * @param minDelta a value is better only if it beats the best by more than this, at least 0
 */
public record EarlyStopping(String metric, Goal goal, int patience, double minDelta) {
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
    if (patience < 0) {
      throw new IllegalArgumentException(
          "patience is " + patience + "; it must be 0 (never stop) or more epochs");
    }
    if (!(minDelta >= 0) || Double.isInfinite(minDelta)) {
      throw new IllegalArgumentException(
          "minDelta is " + minDelta + "; it must be a finite number of at least 0");
    }
  }

  /** A metric's value such that smaller is better. */
  double score(double value) {
    return goal == Goal.MINIMIZE ? value : -value;
  }

  /** A fresh watch over one training. */
  Watch start() {
    return new Watch();
  }

  /** The best so far, and how long ago that was. */
  final class Watch {
    private int bestEpoch;
    private double bestScore = Double.POSITIVE_INFINITY;
    private int waited;

    /**
     * Takes the value after an epoch.
     *
     * @return whether it is the best so far
     */
    boolean observe(int epoch, double value) {
      double score = score(value);
      // The first epoch is the best there is, whatever its value; NaN is never better.
      if (bestEpoch == 0 || score < bestScore - minDelta) {
        bestEpoch = epoch;
        bestScore = Double.isNaN(score) ? Double.POSITIVE_INFINITY : score;
        waited = 0;
        return true;
      }
      waited++;
      return false;
    }

    boolean exhausted() {
      return patience > 0 && waited >= patience;
    }

    int bestEpoch() {
      return bestEpoch;
    }
  }
}
