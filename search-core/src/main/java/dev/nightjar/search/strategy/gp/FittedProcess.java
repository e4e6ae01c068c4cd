package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.EncodedTrials;
import dev.nightjar.search.trial.History;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The Gaussian process of a history. Length scales are fitted anew whenever the trials have become
 * a tenth more, always from the same start, so that a search that is resumed fits the same; what is
 * kept from call to call is a cache.
 *
 * <p>Not safe for use by several threads at once.
 */
final class FittedProcess {

  /** Until so many trials every one leads to a new fit. */
  private static final int ALWAYS_FITTED = 16;

  private final EncodedTrials encoded;
  private Optional<Fit> lastFit = Optional.empty();

  private record Fit(SearchSpace space, Observations observations, Hyperparameters parameters) {}

  FittedProcess(EncodedTrials encoded) {
    this.encoded = encoded;
  }

  /**
   * A process with what it learned from.
   *
   * @param observations at least one completed trial among them
   * @param values the standardised losses, one an observation
   * @param process conditioned on them
   * @param means of the process at the observations
   */
  @SuppressWarnings("ArrayRecordComponent") // Package-private, never compared, never changed.
  record Model(
      Observations observations, double[] values, GaussianProcess process, double[] means) {

    /** The value to be improved on: the least seen, or what the process makes of it. */
    double best() {
      return Math.min(
          Arrays.stream(means).min().orElseThrow(), Arrays.stream(values).min().orElseThrow());
    }

    /** The observed points, best first by the process. */
    List<double[]> good() {
      return IntStream.range(0, means.length)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> means[i]))
          .map(observations.points()::get)
          .toList();
    }
  }

  /** The process of a history with at least one completed trial. */
  Model of(History history) {
    Observations observations = Observations.of(history, encoded);
    double[] values = observations.standardised();
    Distances distances = new Distances(history.space());
    GaussianProcess process =
        GaussianProcess.of(distances, fit(history, distances), observations.points(), values);
    return new Model(observations, values, process, process.predict(observations.points())[0]);
  }

  /** Of the first trials as they stood then, so that every later call finds the same. */
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
  static int fitted(int n) {
    int fitted = Math.min(n, ALWAYS_FITTED);
    while (fitted + Math.max(1, fitted / 10) <= n) {
      fitted += Math.max(1, fitted / 10);
    }
    return fitted;
  }
}
