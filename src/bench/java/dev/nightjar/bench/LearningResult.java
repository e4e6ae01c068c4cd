package dev.nightjar.bench;

import java.util.OptionalDouble;

/**
 * What a network learned.
 *
 * @param task what was learned, such as {@code reber}
 * @param cell the cell, with whatever else tells rows of a task apart
 * @param metric what is measured
 * @param value of the metric
 * @param required what it should reach; empty on rows that stand there for comparison
 * @param maximize whether more is better
 * @param seconds of training
 */
record LearningResult(
    String task,
    String cell,
    String metric,
    double value,
    OptionalDouble required,
    boolean maximize,
    double seconds) {

  static LearningResult of(
      String task, String cell, String metric, double value, boolean maximize, double seconds) {
    return new LearningResult(task, cell, metric, value, OptionalDouble.empty(), maximize, seconds);
  }

  LearningResult requires(double bound) {
    return new LearningResult(
        task, cell, metric, value, OptionalDouble.of(bound), maximize, seconds);
  }

  boolean reached() {
    return required.isEmpty()
        || (maximize ? value >= required.getAsDouble() : value <= required.getAsDouble());
  }
}
