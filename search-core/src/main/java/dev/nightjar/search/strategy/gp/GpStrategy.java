package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.EncodedTrials;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Bayesian optimisation with a Gaussian process: fit a process to the finished trials, try where
 * the expected improvement is largest.
 *
 * <p>The kernel is a Matérn 5/2 with a length scale a parameter over {@code Distances}, which serve
 * choices and conditional parameters too. Running trials are taken to end with the mean the process
 * gives them, so that parallel suggestions differ (the "kriging believer" of Ginsbourger et al.,
 * 2010). Failed and pruned trials count as bad: {@code Observations}.
 *
 * <p>Length scales are fitted anew whenever the trials have become a tenth more, always from the
 * same start, so that a search that is resumed fits the same. A suggestion costs O(n²) for each
 * point looked at and O(n³) for each step of a fit, n being at most {@code Observations.MOST}. Not
 * safe for use by several threads at once.
 */
public final class GpStrategy implements Strategy {
  private static final int STARTUP_TRIALS = 8;
  private static final int FEWEST_COMPLETED = 3;

  /** Until so many trials every one leads to a new fit. */
  private static final int ALWAYS_FITTED = 16;

  private final Region region;
  private final EncodedTrials encoded = new EncodedTrials();
  private Optional<Fit> lastFit = Optional.empty();

  private record Fit(SearchSpace space, Observations observations, Hyperparameters parameters) {}

  /** Over the whole space. */
  public GpStrategy() {
    this(Region.EVERYWHERE);
  }

  /** Over a part of it. */
  public GpStrategy(Region region) {
    this.region = region;
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    if (history.size() < STARTUP_TRIALS || history.completed().size() < FEWEST_COMPLETED) {
      return atRandom(history, random);
    }
    SearchSpace space = history.space();
    Observations observations = Observations.of(history, encoded);
    double[] values = observations.standardised();
    Distances distances = new Distances(space);
    GaussianProcess finished =
        GaussianProcess.of(distances, fit(history, distances), observations.points(), values);
    double[] means = finished.predict(observations.points())[0];
    List<double[]> good =
        IntStream.range(0, means.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> means[i]))
            .map(observations.points()::get)
            .toList();
    double best = Math.min(Arrays.stream(means).min().orElseThrow(), least(values));
    AcquisitionSearch search =
        new AcquisitionSearch(
            space,
            believing(finished, values, history),
            new ExpectedImprovement(best),
            region,
            random);
    for (AcquisitionSearch.Candidate candidate : search.best(good)) {
      Configuration configuration = space.decode(candidate.point());
      if (history.mayTry(configuration)) {
        return Optional.of(new Suggestion(configuration, origin(candidate)));
      }
    }
    return atRandom(history, random);
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private String origin(AcquisitionSearch.Candidate candidate) {
    String name = region == Region.EVERYWHERE ? "gp" : "gp near the best";
    return String.format(Locale.ROOT, "%s: log-EI %.2f", name, candidate.log());
  }

  private static Optional<Suggestion> atRandom(History history, RandomGenerator random) {
    return Untried.any(history, random).map(c -> new Suggestion(c, RandomStrategy.ORIGIN));
  }

  /** Of the first trials as they stood then, so that every later suggestion finds the same. */
  private Hyperparameters fit(History history, Distances distances) {
    SearchSpace space = history.space();
    Observations observations =
        Observations.ofFirst(history, encoded, fitted(Observations.finished(history)));
    if (lastFit.isEmpty()
        || !lastFit.get().space().equals(space)
        || !lastFit.get().observations().sameAs(observations)) {
      Hyperparameters parameters =
          new KernelFit(distances, observations.points(), observations.standardised()).fit();
      lastFit = Optional.of(new Fit(space, observations, parameters));
    }
    return lastFit.get().parameters();
  }

  /** To how many of n trials to fit: n, while it is small; then the last tenth may lack. */
  private static int fitted(int n) {
    int fitted = Math.min(n, ALWAYS_FITTED);
    while (fitted + Math.max(1, fitted / 10) <= n) {
      fitted += Math.max(1, fitted / 10);
    }
    return fitted;
  }

  /** The process as if the running trials had ended as it foresees. */
  private GaussianProcess believing(GaussianProcess finished, double[] values, History history) {
    List<double[]> running = new ArrayList<>();
    for (Trial trial : history.running()) {
      running.add(encoded.point(history.space(), trial));
    }
    if (running.isEmpty()) {
      return finished;
    }
    double[] believed = Arrays.copyOf(values, values.length + running.size());
    double[] means = finished.predict(running)[0];
    System.arraycopy(means, 0, believed, values.length, means.length);
    return finished.with(running, believed);
  }
}
