package dev.nightjar.bench;

import dev.nightjar.search.comparison.SearchProblem;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.strategy.genetic.GeneticStrategy;
import dev.nightjar.search.strategy.gp.GpStrategy;
import dev.nightjar.search.strategy.sobol.SobolStrategy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.trial.History;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * A strategy of ours or one of Arbiter's generators, in a simulated study.
 *
 * @param name as in an experiment file, where it has one
 * @param workers how many trials run at once; the oldest ends first
 * @param create makes the strategy of a study with this seed
 */
record SearchSampler(String name, int workers, LongFunction<Strategy> create) {
  static final SearchSampler BAYESIAN =
      new SearchSampler("bayesian", 1, seed -> new PortfolioStrategy());
  static final SearchSampler TPE = new SearchSampler("bayesian/tpe", 1, seed -> new TpeStrategy());
  static final SearchSampler GP = new SearchSampler("bayesian/gp", 1, seed -> new GpStrategy());
  static final SearchSampler GENETIC =
      new SearchSampler("genetic", 1, seed -> new GeneticStrategy());
  static final SearchSampler SOBOL = new SearchSampler("sobol", 1, SobolStrategy::new);
  static final SearchSampler RANDOM = new SearchSampler("random", 1, seed -> new RandomStrategy());
  static final SearchSampler ARBITER_GENETIC =
      new SearchSampler("arbiter-genetic", 1, seed -> SearchArbiter.genetic(seed));
  static final SearchSampler ARBITER_RANDOM =
      new SearchSampler("arbiter-random", 1, seed -> SearchArbiter.random(seed));
  static final SearchSampler FOUR_WORKERS =
      new SearchSampler("bayesian, 4 workers", 4, BAYESIAN.create());

  /** All that run here. */
  static final List<SearchSampler> ALL =
      List.of(
          BAYESIAN, TPE, GP, GENETIC, SOBOL, RANDOM, ARBITER_GENETIC, ARBITER_RANDOM, FOUR_WORKERS);

  /** Searches a problem on the calling thread. */
  SearchRun run(SearchProblem problem, long seed, int trials) {
    Timed timed = new Timed(create.apply(seed));
    SimulatedStudy study =
        SimulatedStudy.minimizing(problem.space(), problem.function(), seed)
            .run(() -> timed, trials, workers);
    List<Double> values =
        study.history().completed().stream().map(f -> f.outcome().values().get(0)).toList();
    if (values.size() != trials) {
      throw new IllegalStateException(
          name + " made " + values.size() + " of " + trials + " trials of " + problem);
    }
    return new SearchRun(
        problem.name(), name, seed, SearchRun.bestSoFar(values), timed.nanoseconds / 1e9);
  }

  /** Measures the CPU time of suggestions. */
  private static final class Timed implements Strategy {
    private final Strategy strategy;
    private long nanoseconds;

    Timed(Strategy strategy) {
      this.strategy = strategy;
    }

    @Override
    public Optional<Suggestion> suggest(History history, RandomGenerator random) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Optional<Suggestion> suggestion = strategy.suggest(history, random);
      nanoseconds += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      return suggestion;
    }
  }
}
