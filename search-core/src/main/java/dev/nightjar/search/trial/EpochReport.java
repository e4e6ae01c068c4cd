package dev.nightjar.search.trial;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a trial measured after one epoch.
 *
 * @param epoch from 1
 * @param metrics metric name → value, such as {@code training.loss} and {@code validation.loss}
 * @param seconds how long the epoch took, validation included
 */
public record EpochReport(int epoch, Map<String, Double> metrics, double seconds) {

  /** Copies the metrics. */
  public EpochReport {
    if (epoch < 1) {
      throw new IllegalArgumentException("epochs are counted from 1, not " + epoch);
    }
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** The value of a metric, empty if it was not reported. */
  public OptionalDouble metric(String name) {
    Double value = metrics.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
