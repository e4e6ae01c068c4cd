package dev.nightjar.search.strategy.tpe;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.EncodedTrials;
import dev.nightjar.search.strategy.Excerpt;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Ranking;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The tree-structured Parzen estimator, joint over all parameters.
 *
 * <p>The best tenth of the finished trials are good. One density, l, is estimated from them and
 * one, g, from all others: worse ones, pruned ones in the order of {@link Ranking}, failed ones
 * (bad, not unknown, so that the search does not go back there) and running ones (the "constant
 * liar", so that parallel suggestions differ). Candidates are drawn from l; the one with the
 * largest l/g, which has the largest expected improvement, is suggested.
 *
 * <p>Starting from Optuna's sampler, three things differ: conditional parameters are part of the
 * joint model ({@code ParzenEstimator}), both densities share kernel widths that follow the spread
 * of the good trials ({@code Bandwidths}), and no configuration is suggested twice.
 *
 * <p>A suggestion costs O(candidates × trials × parameters), of a long history as many trials as
 * {@link Excerpt} leaves. Not safe for use by several threads at once.
 */
public final class TpeStrategy implements Strategy {

  /** Of the others, so many newest have full weight; older ones count less and less. */
  private static final int FULL_WEIGHT = 25;

  /** Draws for each candidate before a space is taken to be nearly used up around the good. */
  private static final int DRAWS_PER_CANDIDATE = 10;

  private final TpeSettings settings;
  private final EncodedTrials encoded = new EncodedTrials();

  /** With the default settings. */
  public TpeStrategy() {
    this(TpeSettings.defaults());
  }

  /** With these settings. */
  public TpeStrategy(TpeSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Suggestion> suggest(History whole, RandomGenerator random) {
    History history = Excerpt.of(whole);
    Ranking ranking = Ranking.of(history);
    if (ranking.size() < settings.startupTrials()) {
      return atRandom(history, random);
    }
    List<Trial> evaluated = ranking.evaluated();
    int split = Math.min(evaluated.size(), settings.good(ranking.size()));
    List<Trial> others = new ArrayList<>(evaluated.subList(split, evaluated.size()));
    others.addAll(ranking.failed());
    others.addAll(history.running());
    return best(history, evaluated.subList(0, split), others, random);
  }

  private Optional<Suggestion> best(
      History history, List<Trial> goodTrials, List<Trial> otherTrials, RandomGenerator random) {
    SearchSpace space = history.space();
    Branches branches = Branches.of(space);
    List<double[]> goodPoints = points(space, goodTrials);
    List<double[]> otherPoints = points(space, otherTrials);
    double[] widths = Bandwidths.of(space, goodPoints, settings);
    double prior = settings.priorWeight();
    ParzenEstimator good =
        new ParzenEstimator(space, branches, goodPoints, weights(goodPoints.size()), widths, prior);
    ParzenEstimator others =
        new ParzenEstimator(
            space, branches, otherPoints, weights(otherPoints.size()), widths, prior);

    Optional<Configuration> best = Optional.empty();
    double bestRatio = Double.NEGATIVE_INFINITY;
    int found = 0;
    int draws = settings.candidates() * DRAWS_PER_CANDIDATE;
    for (int i = 0; i < draws && found < settings.candidates(); i++) {
      Configuration candidate = good.sample(random);
      if (!history.mayTry(candidate)) {
        continue;
      }
      found++;
      double[] point = space.encode(candidate);
      double ratio = good.logDensity(point) - others.logDensity(point);
      if (best.isEmpty() || ratio > bestRatio) {
        bestRatio = ratio;
        best = Optional.of(candidate);
      }
    }
    if (best.isEmpty()) {
      return atRandom(history, random);
    }
    String origin = String.format(Locale.ROOT, "tpe: log l/g %.2f", bestRatio);
    return best.map(c -> new Suggestion(c, origin));
  }

  private static Optional<Suggestion> atRandom(History history, RandomGenerator random) {
    return Untried.any(history, random).map(c -> new Suggestion(c, RandomStrategy.ORIGIN));
  }

  /** Oldest first, since weights go by age. */
  private List<double[]> points(SearchSpace space, List<Trial> trials) {
    return trials.stream()
        .sorted(Comparator.comparingInt(Trial::number))
        .map(trial -> encoded.point(space, trial))
        .toList();
  }

  /** 1 for the newest 25 of n; before them rising linearly from 1/n, as in Optuna. */
  private static double[] weights(int n) {
    double[] weights = new double[n];
    int old = n - FULL_WEIGHT;
    for (int i = 0; i < n; i++) {
      weights[i] = i >= old ? 1 : 1.0 / n + (1 - 1.0 / n) * i / Math.max(1, old - 1);
    }
    return weights;
  }
}
