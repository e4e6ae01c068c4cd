package dev.nightjar.search.strategy.warmstart;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a trial of an earlier study tells a new one.
 *
 * @param values what it was evaluated with, by parameter name: what was searched there, and what
 *     was fixed there and may be searched now
 * @param results one finite value for each criterion of the new study, in order
 */
public record EarlierTrial(Map<String, Object> values, List<Double> results) {

  /** Copies. */
  public EarlierTrial {
    values = Map.copyOf(values);
    results = List.copyOf(results);
  }

  /**
   * What can be learned from trials, in their order: from the completed ones, and, if there is one
   * criterion, from the pruned ones too, which count with the best they had reached. A trial
   * without a value of each criterion tells nothing.
   *
   * @param trials of the earlier study
   * @param theirs the criteria of the earlier study
   * @param fixed what every trial there had besides
   * @param criteria of the new study; their metrics may be any that the trials have
   */
  public static List<EarlierTrial> of(
      List<Trial> trials,
      List<Criterion> theirs,
      Map<String, Object> fixed,
      List<Criterion> criteria) {
    List<EarlierTrial> earlier = new ArrayList<>();
    for (Trial trial : trials) {
      List<Double> results = new ArrayList<>();
      for (Criterion criterion : criteria) {
        result(trial, theirs, criterion, criteria.size() == 1).ifPresent(results::add);
      }
      if (results.size() == criteria.size()) {
        Map<String, Object> values = new LinkedHashMap<>(fixed);
        values.putAll(trial.configuration().values());
        earlier.add(new EarlierTrial(values, results));
      }
    }
    return List.copyOf(earlier);
  }

  private static Optional<Double> result(
      Trial trial, List<Criterion> theirs, Criterion wanted, boolean pruned) {
    if (trial.completed().isPresent()) {
      Outcome.Completed outcome = trial.completed().get();
      for (int i = 0; i < theirs.size(); i++) {
        if (theirs.get(i).metric().equals(wanted.metric())) {
          return Optional.of(outcome.values().get(i));
        }
      }
      return Optional.ofNullable(outcome.metrics().get(wanted.metric())).filter(Double::isFinite);
    }
    if (pruned && trial.outcome().filter(Outcome.Pruned.class::isInstance).isPresent()) {
      OptionalDouble best = trial.best(wanted);
      return best.isPresent() ? Optional.of(best.getAsDouble()) : Optional.empty();
    }
    return Optional.empty();
  }
}
