package dev.nightjar.app;

import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A trial as the command line shows it, in text and in JSON. */
final class TrialView {

  private TrialView() {}

  /**
   * The trial's first value: of a completed trial its result, of another its best epoch so far,
   * which may be missing.
   */
  static OptionalDouble value(Study study, Trial trial) {
    Criterion first = study.definition().criteria().get(0);
    return trial
        .completed()
        .map(c -> OptionalDouble.of(c.values().get(0)))
        .orElseGet(() -> trial.best(first));
  }

  /** The trial's value by a criterion; by those after the first only a completed trial has one. */
  static OptionalDouble value(Study study, Trial trial, int criterion) {
    return criterion == 0
        ? value(study, trial)
        : trial
            .completed()
            .map(c -> OptionalDouble.of(c.values().get(criterion)))
            .orElseGet(OptionalDouble::empty);
  }

  /** The completed search trials that no other one dominates, best first. */
  static List<Trial> front(Study study, List<Trial> trials) {
    return ParetoFront.of(study.definition().criteria(), search(trials));
  }

  /** The trials that search, without the finalists. */
  static List<Trial> search(List<Trial> trials) {
    return trials.stream().filter(t -> t.spec().role() == TrialRole.SEARCH).toList();
  }

  /**
   * The trial of a number.
   *
   * @param study its name, for the error
   * @throws UsageException if there is none
   */
  static Trial numbered(String study, List<Trial> trials, int number) {
    return trials.stream()
        .filter(trial -> trial.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    study
                        + " has no trial "
                        + number
                        + "; "
                        + (trials.isEmpty()
                            ? "it has none yet"
                            : "its trials are 0 to " + trials.get(trials.size() - 1).number())));
  }

  /** Whether several things are optimised. */
  static boolean several(Study study) {
    return study.definition().criteria().size() > 1;
  }

  /** The element of {@code trials --format json}. */
  static Map<String, Object> json(Study study, Trial trial, Map<String, Double> testScore) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", trial.number());
    json.put("role", trial.spec().role().name().toLowerCase(Locale.ROOT));
    trial.spec().repeats().ifPresent(searched -> json.put("repeats", searched));
    json.put("state", trial.state().label());
    OptionalDouble value = value(study, trial);
    json.put("value", value.isPresent() ? value.getAsDouble() : null);
    if (several(study)) {
      Map<String, Object> values = new LinkedHashMap<>();
      List<Criterion> criteria = study.definition().criteria();
      for (int k = 0; k < criteria.size(); k++) {
        OptionalDouble each = value(study, trial, k);
        values.put(criteria.get(k).metric(), each.isPresent() ? each.getAsDouble() : null);
      }
      json.put("values", values);
    }
    json.put("parameters", trial.configuration().values());
    json.put("epochs", trial.epochs().size());
    json.put("seconds", trial.times().duration().toNanos() / 1e9);
    json.put("seed", trial.spec().seed());
    json.put("attempt", trial.spec().attempt());
    json.put("origin", trial.spec().origin());
    trial.worker().ifPresent(worker -> json.put("worker", worker));
    json.put("created", trial.times().created().toString());
    trial.times().finished().ifPresent(at -> json.put("finished", at.toString()));
    trial
        .completed()
        .ifPresent(
            completed -> {
              json.put("metrics", completed.metrics());
              completed.bestEpoch().ifPresent(epoch -> json.put("best_epoch", epoch));
            });
    cause(trial).ifPresent(cause -> json.put("cause", cause));
    if (!testScore.isEmpty()) {
      json.put("test", testScore);
    }
    return json;
  }

  /** Why a trial failed or was pruned. */
  static Optional<String> cause(Trial trial) {
    return trial
        .outcome()
        .flatMap(
            outcome -> {
              if (outcome instanceof Outcome.Failed failed) {
                return Optional.of(failed.cause());
              }
              return outcome instanceof Outcome.Pruned pruned
                  ? Optional.of(pruned.reason())
                  : Optional.empty();
            });
  }
}
