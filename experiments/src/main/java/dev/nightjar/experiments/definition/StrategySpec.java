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
    if (options.get(option) instanceof String value) {
      return value;
    }
    throw missing("text", option);
  }

  /**
   * An option that is a whole number.
   *
   * @throws IllegalArgumentException if the strategy has no such option
   */
  public long whole(String option) {
    if (options.get(option) instanceof Long value) {
      return value;
    }
    throw missing("whole number", option);
  }

  /** Whether an option is set that is off unless it is. */
  public boolean flag(String option) {
    return Boolean.TRUE.equals(options.get(option));
  }

  private IllegalArgumentException missing(String kind, String option) {
    return new IllegalArgumentException(
        "strategy " + type + " has no " + kind + " " + option + " among " + options);
  }
}
