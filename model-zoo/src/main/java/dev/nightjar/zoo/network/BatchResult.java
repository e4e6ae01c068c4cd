package dev.nightjar.zoo.network;

import java.util.Objects;

/**
 * What a network answered to a batch.
 *
 * @param lossSum loss summed over the rows that were asked: cross-entropy in nats, the squared
 *     error averaged over the numbers of a row, or binary cross-entropy in nats summed over a row
 * @param targetCount number of rows that were asked
 * @param classes [rows] most probable class, −1 where nothing was asked; empty without a softmax
 * @param values [rows × outputs] the numbers answered; empty without a regression
 */
@SuppressWarnings("ArrayRecordComponent") // One int a token: a list of boxes would cost too much.
public record BatchResult(double lossSum, int targetCount, int[] classes, float[] values) {
  /** Checks that nothing is missing. */
  public BatchResult {
    Objects.requireNonNull(classes, "classes");
    Objects.requireNonNull(values, "values");
  }

  /** Mean loss of the rows that were asked; NaN when none was. */
  public double meanLoss() {
    return lossSum / targetCount;
  }
}
