package dev.nightjar.search.trial;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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
    metrics = SortedMetrics.copyOf(metrics);
  }

  /**
   * A report whose metrics are in the order of their names; neither names nor values are copied, so
   * they must not be changed afterwards, and many reports may share their names.
   *
   * @throws IllegalArgumentException if the names do not ascend or there is not a value for each
   */
  public static EpochReport ofSorted(
      int epoch, List<String> names, double[] values, double seconds) {
    return new EpochReport(epoch, new SortedMetrics(names, values), seconds);
  }

  /** The value of a metric, empty if it was not reported. */
  public OptionalDouble metric(String name) {
    Double value = metrics.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
