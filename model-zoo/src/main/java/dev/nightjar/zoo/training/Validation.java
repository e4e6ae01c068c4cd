package dev.nightjar.zoo.training;

import dev.nightjar.zoo.network.RecurrentNetwork;
import java.util.Map;

/** Measures a network after each epoch. */
@FunctionalInterface
public interface Validation {
  /**
   * The metrics by name, for example {@code validation.loss}. The network must be left as it is.
   */
  Map<String, Double> measure(RecurrentNetwork network);
}
