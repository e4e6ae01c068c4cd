package dev.nightjar.search.strategy;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The finished trials of a history from best to worst by its first criterion.
 *
 * <p>Completed trials come first, by value. Behind them the pruned ones: who came further before
 * being stopped is better, and at the same epoch who had the better last value; this is the order
 * Optuna's TPE uses. Equal trials keep the order of their numbers. Failed trials share the last
 * place.
 *
 * @param evaluated completed and pruned trials, best first
 * @param failed failed trials, by number
 */
public record Ranking(List<Trial> evaluated, List<Trial> failed) {

  /** Copies. */
  public Ranking {
    evaluated = List.copyOf(evaluated);
    failed = List.copyOf(failed);
  }

  /** Ranks a history. */
  public static Ranking of(History history) {
    Criterion criterion = history.criteria().get(0);
    List<Finished<Outcome.Completed>> completed = new ArrayList<>(history.completed());
    completed.sort(
        Comparator.comparingDouble(f -> criterion.goal().loss(f.outcome().values().get(0))));
    List<Trial> evaluated = new ArrayList<>(completed.size() + history.pruned().size());
    completed.forEach(f -> evaluated.add(f.trial()));
    history.pruned().stream()
        .map(Finished::trial)
        .sorted(
            Comparator.comparingInt(Ranking::lastEpoch)
                .reversed()
                .thenComparingDouble(trial -> lastLoss(trial, criterion)))
        .forEach(evaluated::add);
    return new Ranking(evaluated, history.failed().stream().map(Finished::trial).toList());
  }

  /** All finished trials, best first. */
  public List<Trial> bestFirst() {
    List<Trial> all = new ArrayList<>(evaluated);
    all.addAll(failed);
    return Collections.unmodifiableList(all);
  }

  /** The number of finished trials. */
  public int size() {
    return evaluated.size() + failed.size();
  }

  private static int lastEpoch(Trial trial) {
    return trial.epochs().isEmpty() ? 0 : trial.epochs().get(trial.epochs().size() - 1).epoch();
  }

  /** Infinite if the criterion was never reported, or as NaN. */
  private static double lastLoss(Trial trial, Criterion criterion) {
    OptionalDouble last = trial.last(criterion.metric());
    return last.isEmpty() || Double.isNaN(last.getAsDouble())
        ? Double.POSITIVE_INFINITY
        : criterion.goal().loss(last.getAsDouble());
  }
}
