package dev.nightjar.zoo.task;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.zoo.training.EarlyStopping;

/**
 * When a training ends early.
 *
 * @param patience epochs in a row without a better validation metric; 0 switches early stopping off
 * @param minDelta by how much a value must be better to count, at least 0
 */
public record EarlyStoppingSpec(int patience, double minDelta) {

  /** A training ends when its epochs are done, and not before. */
  public static final EarlyStoppingSpec OFF = new EarlyStoppingSpec(0, 0);

  /** Three epochs, any improvement above 1e-4. */
  public static final EarlyStoppingSpec DEFAULT = new EarlyStoppingSpec(3, 1e-4);

  /** Checks the ranges. */
  public EarlyStoppingSpec {
    if (patience < 0 || !(minDelta >= 0)) {
      throw new IllegalArgumentException(
          "patience " + patience + " and min_delta " + minDelta + " must be 0 or above");
    }
  }

  /** The same for the metric of a criterion, its direction and its target. */
  public EarlyStopping watching(Criterion criterion) {
    return new EarlyStopping(
        criterion.metric(),
        criterion.goal() == Goal.MINIMIZE
            ? EarlyStopping.Goal.MINIMIZE
            : EarlyStopping.Goal.MAXIMIZE,
        patience,
        minDelta,
        criterion.target());
  }
}
