package dev.nightjar.zoo.model;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

  /**
   * From what a network answered.
   *
   * @param labels in the order of the answers
   */
  static Classification of(List<String> labels, float[] answers) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    IntStream.range(0, answers.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -answers[i]))
        .forEach(i -> probabilities.put(labels.get(i), (double) answers[i]));
    return new Classification(probabilities);
  }

  /** As the answer to a line. */
  Answer answer() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("label", label());
    fields.put("probability", probability());
    fields.put("probabilities", probabilities);
    return new Answer(Escapes.escape(label()), fields);
  }
}
