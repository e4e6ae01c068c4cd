package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.strategy.EncodedTrials;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long trials take: a Gaussian process of the logarithm of the completed trials' durations. The
 * price of a trial is its predicted duration to a power that cools as CArBO's does (E. H. Lee, V.
 * Perrone, C. Archambeau and M. Seeger, "Cost-aware Bayesian Optimization", 2020, section 3): the
 * share of the budget that is left, so that cheap trials come first and at the end only the
 * improvement counts.
 *
 * <p>Not safe for use by several threads at once.
 */
final class DurationModel {
  private static final int FEWEST_COMPLETED = 5;

  /** Where durations differ by less there is nothing to be saved. */
  private static final double LEAST_RATIO = 2;

  /** Shorter ones are not measured well. */
  private static final double SHORTEST_SECONDS = 1e-3;

  private final TimeBudget budget;
  private final EncodedTrials encoded;
  private Optional<Fit> lastFit = Optional.empty();

  private record Fit(Observations observations, Hyperparameters parameters) {}

  DurationModel(TimeBudget budget, EncodedTrials encoded) {
    this.budget = budget;
    this.encoded = encoded;
  }

  /** The prices as the history lets them be foreseen. */
  Price price(History history) {
    Observations durations = durations(history, history.completed().size());
    double[] sorted = durations.losses().clone();
    Arrays.sort(sorted);
    if (sorted.length < FEWEST_COMPLETED
        || sorted[sorted.length - 1] - sorted[0] < Math.log(LEAST_RATIO)) {
      return Price.FREE;
    }
    Distances distances = new Distances(history.space());
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double variance =
        Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double scale = Math.sqrt(variance);
    GaussianProcess process =
        GaussianProcess.of(
            distances,
            fit(history, distances),
            durations.points(),
            standardised(durations, mean, scale));
    return new Predicted(
        process,
        mean,
        scale,
        budget.shareLeft(history),
        Math.log(Math.max(SHORTEST_SECONDS, budget.secondsLeft(history))));
  }

  /** Logarithms of seconds of the newest of the first {@code count} completed trials. */
  private Observations durations(History history, int count) {
    List<Finished<Outcome.Completed>> known =
        history.completed().subList(Math.max(0, count - Observations.MOST), count);
    return new Observations(
        known.stream().map(f -> encoded.point(history.space(), f.trial())).toList(),
        known.stream().mapToDouble(f -> logSeconds(f.trial().times().duration())).toArray());
  }

  private static double logSeconds(Duration duration) {
    return Math.log(Math.max(SHORTEST_SECONDS, duration.toNanos() / 1e9));
  }

  private static double[] standardised(Observations durations, double mean, double scale) {
    return Arrays.stream(durations.losses()).map(v -> (v - mean) / scale).toArray();
  }

  /** Fitted anew when the trials have become a tenth more. */
  private Hyperparameters fit(History history, Distances distances) {
    Observations first = durations(history, FittedProcess.fitted(history.completed().size()));
    if (lastFit.isEmpty() || !lastFit.get().observations().sameAs(first)) {
      double mean = Arrays.stream(first.losses()).average().orElseThrow();
      double variance =
          Arrays.stream(first.losses()).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      double scale = variance > 0 ? Math.sqrt(variance) : 1;
      lastFit =
          Optional.of(
              new Fit(
                  first,
                  new KernelFit(distances, first.points(), standardised(first, mean, scale))
                      .fit()));
    }
    return lastFit.get().parameters();
  }

  /**
   * Durations as a process predicts them.
   *
   * @param mean of the logarithms of seconds
   * @param scale their deviation
   * @param power of the duration in the price, from 0 to 1
   * @param logLeft the logarithm of the seconds that are left
   */
  private record Predicted(
      GaussianProcess process, double mean, double scale, double power, double logLeft)
      implements Price {

    @Override
    public double[] logs(List<double[]> points) {
      return Arrays.stream(process.predict(points)[0])
          .map(z -> mean + scale * z)
          .map(log -> log > logLeft ? Double.POSITIVE_INFINITY : power * log)
          .toArray();
    }

    @Override
    public double log(double[] point, double[] gradient) {
      GaussianProcess.Prediction prediction = process.predict(point);
      for (int d = 0; d < gradient.length; d++) {
        gradient[d] = power * scale * prediction.ofMean()[d];
      }
      return power * (mean + scale * prediction.mean());
    }

    @Override
    public boolean affordable(double[] point) {
      return mean + scale * process.predict(point).mean() <= logLeft;
    }

    @Override
    public String describe() {
      return String.format(Locale.ROOT, " by duration^%.2f", power);
    }
  }
}
