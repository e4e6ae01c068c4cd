package dev.nightjar.bench;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What one command came to.
 *
 * @param key what was measured
 * @param seconds from the process's start to its end
 * @param scores of the model by name: {@code validation}, the objective, and the metrics of the
 *     test part such as {@code test.loss}; none if no training completed in the time
 * @param ensemble whether it is the model ({@code used}, 1 or 0), and what it scores beside single
 *     networks; empty if none was tried
 */
record AutoRow(Key key, double seconds, Map<String, Double> scores, Map<String, Double> ensemble) {

  static final String AUTO = "auto";
  static final String RANDOM = "random";

  /** Sorts, so that lines of a file are alike. */
  AutoRow {
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    ensemble = Collections.unmodifiableMap(new TreeMap<>(ensemble));
  }

  /**
   * What tells a measurement from others.
   *
   * @param part of the benchmark
   * @param data the label of the data
   * @param seed of the search
   * @param method {@value AutoRow#AUTO} or {@value AutoRow#RANDOM}
   * @param budget in seconds
   * @param workers processes that train
   */
  record Key(String part, String data, int seed, String method, int budget, int workers) {}

  /** A score by its name; empty if no training completed. */
  OptionalDouble score(String name) {
    return scores.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(scores.get(name));
  }

  /** By how much more than the budget it took, in percent; negative if less. */
  double deviation() {
    return 100 * (seconds / key.budget() - 1);
  }
}
