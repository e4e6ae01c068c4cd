package dev.nightjar.search.strategy.parego;

import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Several criteria for a strategy that follows one: ParEGO (J. Knowles, "ParEGO: A Hybrid Algorithm
 * With On-Line Landscape Approximation for Expensive Multiobjective Optimization Problems", IEEE
 * Transactions on Evolutionary Computation 10(1), 2006). For each suggestion weights λ are drawn
 * uniformly from those that sum to 1, and the strategy sees a history whose only criterion is to
 * minimise max λₖ·zₖ + 0.05·Σ λₖ·zₖ, zₖ being the loss by criterion k in parts of its range over
 * the completed trials. Each weighting has its best trial on the front, and over many the whole
 * front is pursued.
 *
 * <p>With one criterion the strategy sees the history as it is. Costs O(n) beside the strategy
 * itself, which fits anew to each weighting.
 */
public final class ParegoStrategy implements Strategy {

  private final Strategy one;

  /** Over a strategy that follows the first criterion. */
  public ParegoStrategy(Strategy one) {
    this.one = one;
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    int criteria = history.criteria().size();
    return criteria == 1
        ? one.suggest(history, random)
        : one.suggest(new ScalarHistory(history, weights(criteria, random)), random);
  }

  /** Uniform over the simplex: exponential variates in parts of their sum. */
  private static double[] weights(int count, RandomGenerator random) {
    double[] weights = new double[count];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      weights[k] = random.nextExponential();
      sum += weights[k];
    }
    for (int k = 0; k < count; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
