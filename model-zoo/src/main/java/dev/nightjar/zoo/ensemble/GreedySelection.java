package dev.nightjar.zoo.ensemble;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Forward selection with replacement (Caruana, Niculescu-Mizil, Crew and Ksikes 2004, Ensemble
 * selection from libraries of models): beginning with the best model, again and again that model is
 * added with which the mean of the answers has the smallest loss. A model that is added twice
 * counts twice. What is kept is the ensemble that was best on the way, the smaller of equal ones.
 *
 * <p>Time: draws × models × answers; memory: one mean besides the answers.
 */
public final class GreedySelection {

  private GreedySelection() {}

  /**
   * Selects.
   *
   * @param answers a model's answers each, all of one length; at least one model
   * @param loss of answers, smaller is better; NaN counts as worst
   * @param draws how often a model is added at most, at least 1
   * @return [models], how often each was added, which is its weight; at least one is above 0
   * @throws IllegalArgumentException if there is no model, the lengths differ, or there is no draw
   */
  public static int[] of(List<float[]> answers, ToDoubleFunction<float[]> loss, int draws) {
    if (answers.isEmpty() || draws < 1) {
      throw new IllegalArgumentException(
          answers.size() + " models and " + draws + " draws; there must be at least one of each");
    }
    int length = answers.get(0).length;
    if (answers.stream().anyMatch(a -> a.length != length)) {
      throw new IllegalArgumentException("the models do not answer the same questions");
    }
    double[] sum = new double[length];
    int[] counts = new int[answers.size()];
    int[] best = counts.clone();
    double bestLoss = Double.NaN;
    for (int draw = 1; draw <= draws; draw++) {
      int next = -1;
      double nextLoss = Double.NaN;
      for (int model = 0; model < answers.size(); model++) {
        double with = loss.applyAsDouble(mean(sum, answers.get(model), draw));
        if (next < 0 || isLess(with, nextLoss)) {
          next = model;
          nextLoss = with;
        }
      }
      counts[next]++;
      for (int i = 0; i < length; i++) {
        sum[i] += answers.get(next)[i];
      }
      if (draw == 1 || isLess(nextLoss, bestLoss)) {
        best = counts.clone();
        bestLoss = nextLoss;
      }
    }
    return best;
  }

  private static boolean isLess(double a, double b) {
    return !Double.isNaN(a) && (Double.isNaN(b) || a < b);
  }

  private static float[] mean(double[] sum, float[] added, int count) {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) ((sum[i] + added[i]) / count);
    }
    return mean;
  }
}
