package dev.nightjar.zoo.task;

import java.util.List;
import java.util.Map;

/**
 * Models that were chosen to answer together.
 *
 * @param weights a whole number for each model that was offered, in their order; 0 for those that
 *     were not chosen
 * @param metrics how well they do together on the validation part, such as {@code validation.loss}
 * @param model the archive of those that were chosen
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record BuiltEnsemble(List<Integer> weights, Map<String, Double> metrics, byte[] model) {

  /** Copies. */
  public BuiltEnsemble {
    weights = List.copyOf(weights);
    metrics = Map.copyOf(metrics);
  }
}
