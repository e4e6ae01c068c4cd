package dev.nightjar.zoo.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link Classifier} says of a text.
 *
 * @param probabilities of every label, in [0, 1], together 1 but for rounding; the most probable
 *     label first
 */
public record Classification(Map<String, Double> probabilities) {
  /**
   * Copies.
   *
   * @throws IllegalArgumentException if there is no label
   */
  public Classification {
    if (probabilities.isEmpty()) {
      throw new IllegalArgumentException("there must be a label");
    }
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }

  /** The most probable label. */
  public String label() {
    return probabilities.keySet().iterator().next();
  }

  /** Its probability. */
  public double probability() {
    return probabilities.values().iterator().next();
  }
}
