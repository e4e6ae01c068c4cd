package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.BatchResult;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a classifier does on a part of the data: {@code loss} (mean cross-entropy in nats),
 * {@code accuracy} (share of right answers) and {@code macro_f1} (mean of the labels' F1, each
 * counting the same, over the labels that occur as truth or answer).
 */
final class ClassificationScore {

  private ClassificationScore() {}

  /**
   * Scores a network on batches.
   *
   * @param part prefix of the metrics' names, such as {@code validation}
   */
  static Map<String, Double> of(
      String part, Predictor network, List<SequenceBatch> batches, int classes) {
    double lossSum = 0;
    int count = 0;
    int right = 0;
    int[] truths = new int[classes];
    int[] answers = new int[classes];
    int[] hits = new int[classes];
    for (SequenceBatch batch : batches) {
      BatchResult result = network.evaluate(batch);
      lossSum += result.lossSum();
      count += result.targetCount();
      for (int n = 0; n < batch.size(); n++) {
        int truth = batch.classes()[n];
        if (truth == SequenceBatch.IGNORED) {
          continue;
        }
        int answer = result.classes()[n];
        truths[truth]++;
        answers[answer]++;
        if (truth == answer) {
          hits[truth]++;
          right++;
        }
      }
    }
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put(part + ".loss", lossSum / count);
    metrics.put(part + ".accuracy", (double) right / count);
    metrics.put(part + ".macro_f1", macroF1(truths, answers, hits));
    return metrics;
  }

  private static double macroF1(int[] truths, int[] answers, int[] hits) {
    double sum = 0;
    int present = 0;
    for (int label = 0; label < truths.length; label++) {
      if (truths[label] + answers[label] > 0) {
        sum += 2.0 * hits[label] / (truths[label] + answers[label]);
        present++;
      }
    }
    return sum / present;
  }
}
