package dev.nightjar.search.strategy.parego;

import dev.nightjar.search.strategy.HistoryView;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A history of several criteria as one of a weighted one, the augmented Tchebycheff norm of the
 * losses. Of a pruned trial nothing is known by this criterion but that it was pruned.
 */
final class ScalarHistory extends HistoryView {
  private static final List<Criterion> CRITERIA =
      List.of(Criterion.minimize("weighted sum of the objectives"));

  /** Knowles' ρ: without it, trials that others dominate weakly would count as their equals. */
  private static final double SUM_SHARE = 0.05;

  private final List<Finished<Outcome.Completed>> completed;

  /**
   * A weighting of a history.
   *
   * @param weights one a criterion, at least 0
   */
  ScalarHistory(History whole, double[] weights) {
    super(whole);
    this.completed = weighted(whole, weights);
  }

  private static List<Finished<Outcome.Completed>> weighted(History whole, double[] weights) {
    double[] low = new double[weights.length];
    double[] high = new double[weights.length];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    List<double[]> losses = new ArrayList<>();
    for (Finished<Outcome.Completed> finished : whole.completed()) {
      double[] row = ParetoFront.losses(whole.criteria(), finished.outcome());
      losses.add(row);
      for (int k = 0; k < row.length; k++) {
        low[k] = Math.min(low[k], row[k]);
        high[k] = Math.max(high[k], row[k]);
      }
    }
    List<Finished<Outcome.Completed>> all = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      Finished<Outcome.Completed> finished = whole.completed().get(i);
      double value = scalar(losses.get(i), weights, low, high);
      all.add(
          new Finished<>(
              finished.trial(),
              new Outcome.Completed(
                  List.of(value), finished.outcome().metrics(), finished.outcome().bestEpoch())));
    }
    return List.copyOf(all);
  }

  private static double scalar(double[] losses, double[] weights, double[] low, double[] high) {
    double largest = 0;
    double sum = 0;
    for (int k = 0; k < losses.length; k++) {
      // Halves, since the range itself may be too large for a double.
      double range = high[k] / 2 - low[k] / 2;
      double share = range > 0 ? (losses[k] / 2 - low[k] / 2) / range : 0;
      largest = Math.max(largest, weights[k] * share);
      sum += weights[k] * share;
    }
    return largest + SUM_SHARE * sum;
  }

  @Override
  public List<Criterion> criteria() {
    return CRITERIA;
  }

  @Override
  public List<Finished<Outcome.Completed>> completed() {
    return completed;
  }
}
