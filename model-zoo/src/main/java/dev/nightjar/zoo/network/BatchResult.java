package dev.nightjar.zoo.network;

import java.util.Objects;

/**
 * What a network answered to a batch.
 *
 * @param lossSum cross-entropy summed over the targets, in nats
 * @param targetCount number of targets that were not ignored
 * @param predictions most probable class for each target, −1 where the target was ignored
 */
@SuppressWarnings("ArrayRecordComponent") // One int a token: a list of boxes would cost too much.
public record BatchResult(double lossSum, int targetCount, int[] predictions) {
  /** Checks that nothing is missing. */
  public BatchResult {
    Objects.requireNonNull(predictions, "predictions");
  }

  /** Mean loss in nats a target; NaN when every target was ignored. */
  public double meanLoss() {
    return lossSum / targetCount;
  }
}
