package dev.nightjar.app;

import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A trial as the command line shows it, in text and in JSON. */
final class TrialView {

  private TrialView() {}

  /**
   * The trial's value: of a completed trial its result, of another its best epoch so far, which may
   * be missing.
   */
  static OptionalDouble value(Study study, Trial trial) {
    Criterion first = study.definition().criteria().get(0);
    return trial
        .completed()
        .map(c -> OptionalDouble.of(c.values().get(0)))
        .orElseGet(() -> trial.best(first));
  }

  /** The completed trial with the best first value. */
  static Optional<Trial> best(Study study, List<Trial> trials) {
    Criterion first = study.definition().criteria().get(0);
    return trials.stream()
        .filter(t -> t.completed().isPresent())
        .min(
            Comparator.<Trial>comparingDouble(
                    t -> first.goal().loss(t.completed().orElseThrow().values().get(0)))
                .thenComparingInt(Trial::number));
  }

  /** The element of {@code trials --format json}. */
  static Map<String, Object> json(Study study, Trial trial, Map<String, Double> testScore) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", trial.number());
    json.put("state", trial.state().label());
    OptionalDouble value = value(study, trial);
    json.put("value", value.isPresent() ? value.getAsDouble() : null);
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
