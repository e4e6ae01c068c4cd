package dev.nightjar.experiments.definition;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which pruner ends trials.
 *
 * @param type {@code none}, {@code median}, {@code percentile}, {@code patience}, {@code asha},
 *     {@code hyperband}, {@code wilcoxon} or {@code curve}
 * @param options every option of the type, by key; values are Long or Double
 */
public record PrunerSpec(String type, Map<String, Object> options) {

  /** Trials run to their end. */
  public static final PrunerSpec NONE = new PrunerSpec("none", Map.of());

  /** Copies. */
  public PrunerSpec {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * An option that is a whole number.
   *
   * @throws IllegalArgumentException if the pruner has no such option
   */
  public int whole(String option) {
    return Math.toIntExact(
        TypedOptions.value("pruner " + type, options, option, Long.class, "whole number"));
  }

  /**
   * An option that is a number.
   *
   * @throws IllegalArgumentException if the pruner has no such option
   */
  public double real(String option) {
    return TypedOptions.value("pruner " + type, options, option, Double.class, "number");
  }
}
