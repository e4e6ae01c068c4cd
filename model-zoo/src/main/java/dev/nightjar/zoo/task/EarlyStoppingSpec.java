package dev.nightjar.zoo.task;

/**
 * When a training ends early.
 *
 * @param patience epochs in a row without a better validation metric; 0 switches early stopping off
 * @param minDelta by how much a value must be better to count, at least 0
 */
public record EarlyStoppingSpec(int patience, double minDelta) {

  /** Three epochs, any improvement above 1e-4. */
  public static final EarlyStoppingSpec DEFAULT = new EarlyStoppingSpec(3, 1e-4);

  /** Checks the ranges. */
  public EarlyStoppingSpec {
    if (patience < 0 || !(minDelta >= 0)) {
      throw new IllegalArgumentException(
          "patience " + patience + " and min_delta " + minDelta + " must be 0 or above");
    }
  }
}
