package dev.nightjar.search.strategy.auto;

import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.gp.GpStrategy;
import dev.nightjar.search.strategy.gp.Region;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.trial.History;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The default of Bayesian search: three members take turns by trial number, and all learn from all
 * trials. A Gaussian process over the whole space finds the valleys of smooth functions; the
 * tree-structured Parzen estimator works where the process is wrong, on rough functions and tables;
 * a process near the best trial goes down the valley that was found, also in many dimensions. No
 * member has to be chosen before anything is known, and the price of two that fail is a factor of
 * three.
 *
 * <p>After {@link #PROCESSES_UNTIL} trials the estimator suggests alone: a process, whose time
 * grows with the cube of what it reads, would know only a small part of them.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class PortfolioStrategy implements Strategy {
  private static final int MODEL_FROM = 10;

  /** Trials after which processes are too slow. */
  static final int PROCESSES_UNTIL = 1_000;

  private final Strategy process = new GpStrategy();
  private final Strategy estimator = new TpeStrategy();
  private final Strategy local = new GpStrategy(Region.NEAR_THE_BEST);
  private final List<Strategy> turns = List.of(process, estimator, local);

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    if (history.size() >= PROCESSES_UNTIL) {
      return estimator.suggest(history, random);
    }
    Strategy next = turns.get(history.size() % turns.size());
    // The estimator draws at random until it has its first trials; a process can already say more.
    boolean early = history.completed().size() < MODEL_FROM;
    return (early && next == estimator ? process : next).suggest(history, random);
  }
}
