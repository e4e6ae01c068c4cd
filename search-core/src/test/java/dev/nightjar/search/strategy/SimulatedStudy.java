package dev.nightjar.search.strategy;

import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.run.AskTell;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Drives a strategy over a function without threads or storage. With several workers the oldest
 * running trial ends when all of them are busy, so that suggestions are made while others run.
 */
public final class SimulatedStudy {

  private final AskTell search;
  private final Function<Configuration, Outcome> objective;
  private final Queue<Trial> running = new ArrayDeque<>();
  private Strategy current = new RandomStrategy();

  /** A study of an objective that may fail or be pruned. */
  public SimulatedStudy(
      SearchSpace space,
      Criterion criterion,
      Function<Configuration, Outcome> objective,
      long seed) {
    this(space, List.of(criterion), objective, seed);
  }

  /** A study of several criteria. */
  public SimulatedStudy(
      SearchSpace space,
      List<Criterion> criteria,
      Function<Configuration, Outcome> objective,
      long seed) {
    this.search =
        new AskTell(
            space,
            criteria,
            (history, random) -> current.suggest(history, random),
            Pruner.NONE,
            seed,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    this.objective = objective;
  }

  /** A study that minimises a function. */
  public static SimulatedStudy minimizing(
      SearchSpace space, ToDoubleFunction<Configuration> function, long seed) {
    return new SimulatedStudy(
        space, Criterion.minimize("value"), c -> completed(function.applyAsDouble(c)), seed);
  }

  /** The outcome of a trial that completed with a value. */
  public static Outcome completed(double value) {
    return new Outcome.Completed(List.of(value), Map.of("value", value), OptionalInt.empty());
  }

  /** Runs up to {@code count} more trials on one worker; fewer if the space is used up. */
  public SimulatedStudy run(Strategy strategy, int count) {
    return run(() -> strategy, count, 1);
  }

  /** Runs up to {@code count} more trials, asking for the strategy before each. */
  public SimulatedStudy run(Supplier<Strategy> strategies, int count, int workers) {
    for (int i = 0; i < count; i++) {
      if (running.size() == workers) {
        finish(running.remove());
      }
      current = strategies.get();
      if (search.ask().map(running::add).isEmpty()) {
        break;
      }
    }
    while (!running.isEmpty()) {
      finish(running.remove());
    }
    return this;
  }

  /** Records a trial as running; it stays so until the next {@code run}. */
  public Trial open(Suggestion suggestion) {
    return search.open(suggestion);
  }

  /** Records a trial of a given configuration with a given outcome. */
  public SimulatedStudy add(Configuration configuration, Outcome outcome) {
    search.add(configuration, outcome);
    return this;
  }

  private void finish(Trial trial) {
    search.tell(trial.number(), objective.apply(trial.configuration()));
  }

  /** What strategies see. */
  public History history() {
    return search.history();
  }

  /** All trials by number. */
  public List<Trial> trials() {
    return List.copyOf(search.trials());
  }

  /** The configurations of all trials by number. */
  public List<Configuration> configurations() {
    return search.trials().stream().map(Trial::configuration).toList();
  }

  /** The smallest value of a completed trial. */
  public double best() {
    return search.trials().stream()
        .flatMap(trial -> trial.completed().stream())
        .mapToDouble(outcome -> outcome.values().get(0))
        .min()
        .orElseThrow();
  }
}
