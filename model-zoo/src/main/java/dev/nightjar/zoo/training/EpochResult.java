package dev.nightjar.zoo.training;

import java.util.Map;

/**
 * What one epoch brought.
 *
 * @param epoch from 1
 * @param trainingLoss mean over the epoch's batches of the loss trained on
 * @param metrics what the {@link Validation} measured after the epoch
 * @param learningRate of the epoch's last step
 * @param seconds wall time, validation included
 */
public record EpochResult(
    int epoch,
    double trainingLoss,
    Map<String, Double> metrics,
    double learningRate,
    double seconds) {
  /** Copies the metrics. */
  public EpochResult {
    metrics = Map.copyOf(metrics);
  }
}
