package dev.nightjar.experiments.definition;

import dev.nightjar.search.strategy.grow.GrowRoles;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which strategy searches.
 *
 * @param type {@code random}, {@code bayesian}, {@code genetic}, {@code grid}, {@code sobol},
 *     {@code evolution} or {@code grow}
 * @param options what else is said about it, by key: {@code surrogate} (text) and {@code
 *     cost_aware} (there if true) for {@code bayesian}, {@code points} (a whole number) for {@code
 *     grid}
 */
public record StrategySpec(String type, Map<String, Object> options) {

  /** What grows under the strategy {@code grow}. */
  public static final GrowRoles GROWN =
      new GrowRoles("model.hidden_size", "model.num_layers", "training.learning_rate");

  /** Copies. */
  public StrategySpec {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * An option that is a text.
   *
   * @throws IllegalArgumentException if the strategy has no such option
   */
  public String text(String option) {
    return TypedOptions.value("strategy " + type, options, option, String.class, "text");
  }

  /**
   * An option that is a whole number.
   *
   * @throws IllegalArgumentException if the strategy has no such option
   */
  public long whole(String option) {
    return TypedOptions.value("strategy " + type, options, option, Long.class, "whole number");
  }

  /** Whether an option is set that is off unless it is. */
  public boolean flag(String option) {
    return Boolean.TRUE.equals(options.get(option));
  }
}
