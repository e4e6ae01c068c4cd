package dev.nightjar.zoo.training;

import java.util.List;
import java.util.Map;

/**
 * What a training brought. The network holds the weights of the best epoch.
 *
 * @param bestEpoch from 1
 * @param bestMetrics metrics of that epoch
 * @param epochs all epochs, in order
 * @param reason why it ended
 */
public record TrainingResult(
    int bestEpoch, Map<String, Double> bestMetrics, List<EpochResult> epochs, StopReason reason) {
  /** Copies the collections. */
  public TrainingResult {
    bestMetrics = Map.copyOf(bestMetrics);
    epochs = List.copyOf(epochs);
  }
}
