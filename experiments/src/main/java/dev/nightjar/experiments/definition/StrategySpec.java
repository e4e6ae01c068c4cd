package dev.nightjar.experiments.definition;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which strategy searches.
 *
 * @param type {@code random}, {@code bayesian} or {@code genetic}
 * @param options what else is said about it, by key: {@code surrogate} (text) for {@code bayesian}
 */
public record StrategySpec(String type, Map<String, Object> options) {

  /** Copies. */
  public StrategySpec {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }
}
