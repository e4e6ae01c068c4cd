package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.BatchResult;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import java.util.List;

/** The loss of a network over windows of documents. */
final class WindowLoss {

  private WindowLoss() {}

  /**
   * The mean over all steps that are asked, the state carried over from each window to the next.
   *
   * @param windows in order, of one size, at least one step asked for
   */
  static double mean(Predictor network, List<SequenceBatch> windows) {
    Predictor.Reading reading = network.read(windows.get(0).size());
    double lossSum = 0;
    long count = 0;
    for (SequenceBatch window : windows) {
      BatchResult result =
          window.continues().length == 0 ? network.evaluate(window) : reading.evaluate(window);
      lossSum += result.lossSum();
      count += result.targetCount();
    }
    return lossSum / count;
  }
}
