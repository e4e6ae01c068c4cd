package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.Targets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How close answers are that are one number a sequence: {@code mse} (mean squared error) and {@code
 * mae} (mean absolute error), in the units of the target.
 */
public final class RegressionScore {

  private RegressionScore() {}

  /**
   * Scores a network on batches.
   *
   * @param part prefix of the metrics' names, such as {@code validation}
   * @param batches at least one sequence asked
   * @param unit what a difference of 1 between two answers of the network is in the units of the
   *     target: its deviation, or 1 if it is not scaled
   */
  public static Map<String, Double> of(
      String part, Predictor network, List<SequenceBatch> batches, double unit) {
    double squares = 0;
    double distances = 0;
    int count = 0;
    for (SequenceBatch batch : batches) {
      float[] answers = network.evaluate(batch).values();
      float[] targets = targets(batch);
      for (int n = 0; n < targets.length; n++) {
        if (!Float.isNaN(targets[n])) {
          double error = unit * ((double) answers[n] - targets[n]);
          squares += error * error;
          distances += Math.abs(error);
          count++;
        }
      }
    }
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put(part + ".mse", squares / count);
    metrics.put(part + ".mae", distances / count);
    return metrics;
  }

  private static float[] targets(SequenceBatch batch) {
    if (batch.targets() instanceof Targets.Values values
        && values.values().length == batch.size()) {
      return values.values();
    }
    throw new IllegalArgumentException("the batch does not ask for one number a sequence");
  }
}
