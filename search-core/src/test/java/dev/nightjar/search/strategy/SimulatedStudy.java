package dev.nightjar.search.strategy;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Drives a strategy over a function without threads or storage. With several workers the oldest
 * running trial ends when all of them are busy, so that suggestions are made while others run.
 */
public final class SimulatedStudy {

  private final TrialLedger history;
  private final Function<Configuration, Outcome> objective;
  private final long seed;
  private final List<Trial> trials = new ArrayList<>();
  private final List<Trial> running = new ArrayList<>();

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
    this.history = new TrialLedger(space, criteria);
    this.objective = objective;
    this.seed = seed;
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
        finish(running.remove(0));
      }
      if (!start(strategies.get())) {
        break;
      }
    }
    while (!running.isEmpty()) {
      finish(running.remove(0));
    }
    return this;
  }

  private boolean start(Strategy strategy) {
    int number = trials.size();
    Optional<Suggestion> suggestion = strategy.suggest(history, Seeds.ofSuggestion(seed, number));
    suggestion.ifPresent(s -> running.add(open(s)));
    return suggestion.isPresent();
  }

  /** Records a trial as running; it stays so until the next {@code run}. */
  public Trial open(Suggestion suggestion) {
    int number = trials.size();
    Trial trial =
        new Trial(
            new TrialSpec(
                number,
                1,
                TrialRole.SEARCH,
                suggestion.origin(),
                suggestion.configuration(),
                Seeds.ofTrial(seed, number)),
            TrialState.RUNNING,
            List.of(),
            Optional.empty(),
            TrialTimes.startedAt(Instant.EPOCH),
            Optional.empty());
    trials.add(trial);
    history.put(trial);
    return trial;
  }

  /** Records a trial of a given configuration with a given outcome. */
  public SimulatedStudy add(Configuration configuration, Outcome outcome) {
    end(open(new Suggestion(configuration, "given")), outcome);
    return this;
  }

  private void finish(Trial trial) {
    end(trial, objective.apply(trial.configuration()));
  }

  private void end(Trial trial, Outcome outcome) {
    Trial ended =
        new Trial(
            trial.spec(),
            outcome.state(),
            trial.epochs(),
            Optional.of(outcome),
            trial.times(),
            trial.worker());
    trials.set(trial.number(), ended);
    history.put(ended);
  }

  /** What strategies see. */
  public TrialLedger history() {
    return history;
  }

  /** All trials by number. */
  public List<Trial> trials() {
    return List.copyOf(trials);
  }

  /** The configurations of all trials by number. */
  public List<Configuration> configurations() {
    return trials.stream().map(Trial::configuration).toList();
  }

  /** The smallest value of a completed trial. */
  public double best() {
    return trials.stream()
        .flatMap(trial -> trial.completed().stream())
        .mapToDouble(outcome -> outcome.values().get(0))
        .min()
        .orElseThrow();
  }
}
