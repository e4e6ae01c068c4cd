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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimisation with a Gaussian process: fit a process to the finished trials, try where
 * the expected improvement is largest.
 *
 * <p>The kernel is a Matérn 5/2 with a length scale a parameter over {@code Distances}, which serve
 * choices and conditional parameters too. Running trials are taken to end with the mean the process
 * gives them, so that parallel suggestions differ (the "kriging believer" of Ginsbourger et al.,
 * 2010). Failed and pruned trials count as bad: {@code Observations}.
 *
 * <p>Length scales are fitted now and then: {@code FittedProcess}. A suggestion costs O(n²) for
 * each point looked at and O(n³) for each step of a fit, n being at most {@code Observations.MOST}.
 * Not safe for use by several threads at once.
 */
public final class GpStrategy implements Strategy {
  private static final int STARTUP_TRIALS = 8;
  private static final int FEWEST_COMPLETED = 3;

  private final Region region;
  private final EncodedTrials encoded = new EncodedTrials();
  private final FittedProcess fitted = new FittedProcess(encoded);
  private final Optional<DurationModel> durations;

  /** Over the whole space. */
  public GpStrategy() {
    this(Region.EVERYWHERE);
  }

  /** Over a part of it. */
  public GpStrategy(Region region) {
    this(region, Optional.empty());
  }

  private GpStrategy(Region region, Optional<TimeBudget> budget) {
    this.region = region;
    this.durations = budget.map(b -> new DurationModel(b, encoded));
  }

  /**
   * Minds how long trials take: where durations differ by more than a factor of two, it looks for
   * the largest expected improvement by predicted duration to a power that goes from 1 to 0 as the
   * budget is used up, and leaves out what is predicted not to end within the duration that is
   * left, unless nothing else is to be had. It reads measured times, so the same seed does not give
   * the same suggestions again.
   */
  public static GpStrategy mindingDurations(TimeBudget budget) {
    return new GpStrategy(Region.EVERYWHERE, Optional.of(budget));
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    if (history.size() < STARTUP_TRIALS || history.completed().size() < FEWEST_COMPLETED) {
      return atRandom(history, random);
    }
    SearchSpace space = history.space();
    FittedProcess.Model model = fitted.of(history);
    Price price = durations.map(d -> d.price(history)).orElse(Price.FREE);
    AcquisitionSearch search =
        new AcquisitionSearch(
            space,
            believing(model, history),
            new ExpectedImprovement(model.best()),
            price,
            region,
            random);
    for (AcquisitionSearch.Candidate candidate : search.best(model.good())) {
      Configuration configuration = space.decode(candidate.point());
      if (history.mayTry(configuration)) {
        return Optional.of(new Suggestion(configuration, origin(candidate, price)));
      }
    }
    return atRandom(history, random);
  }

  private String origin(AcquisitionSearch.Candidate candidate, Price price) {
    String name = region == Region.EVERYWHERE ? "gp" : "gp near the best";
    return String.format(Locale.ROOT, "%s: log-EI%s %.2f", name, price.describe(), candidate.log());
  }

  private static Optional<Suggestion> atRandom(History history, RandomGenerator random) {
    return Untried.any(history, random).map(c -> new Suggestion(c, RandomStrategy.ORIGIN));
  }

  /** The process as if the running trials had ended as it foresees. */
  private GaussianProcess believing(FittedProcess.Model model, History history) {
    List<double[]> running = new ArrayList<>();
    for (Trial trial : history.running()) {
      running.add(encoded.point(history.space(), trial));
    }
    if (running.isEmpty()) {
      return model.process();
    }
    double[] values = model.values();
    double[] believed = Arrays.copyOf(values, values.length + running.size());
    double[] means = model.process().predict(running)[0];
    System.arraycopy(means, 0, believed, values.length, means.length);
    return model.process().with(running, believed);
  }
}
