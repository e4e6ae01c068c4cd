package dev.nightjar.experiments.definition;

import dev.nightjar.search.finalist.FinalistPlan;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a starter file searches its space.
 *
 * @param enqueue configurations that are tried first, each valid in the standard space
 * @param epochs of a training, at least 1
 * @param pruner the type of the pruner, with its defaults; empty for none
 * @param maxTrials search trials; empty for as many as there is time for
 * @param maxTrialDuration of one trial, in whole seconds
 * @param maxDuration of the search and its finalists, in whole seconds
 * @param finalists who is trained again over fresh seeds
 * @param ensemble how often a network is added to an ensemble at most; 0 for none
 * @param parallelism worker processes; empty leaves it to the machine
 * @param seed of suggestions and trainings
 */
public record StarterSearch(
    List<Map<String, Object>> enqueue,
    int epochs,
    Optional<String> pruner,
    OptionalInt maxTrials,
    Duration maxTrialDuration,
    Duration maxDuration,
    FinalistPlan finalists,
    int ensemble,
    OptionalInt parallelism,
    long seed) {

  /** A search of one night at most, to begin with. */
  static final StarterSearch FIRST =
      new StarterSearch(
          List.of(),
          15,
          Optional.empty(),
          OptionalInt.of(30),
          Duration.ofMinutes(10),
          Duration.ofHours(8),
          FinalistPlan.NONE,
          0,
          OptionalInt.empty(),
          Experiment.DEFAULT_SEED);

  /** Copies. */
  public StarterSearch {
    enqueue = // In their order, which Map.copyOf would not keep.
        enqueue.stream().map(c -> Collections.unmodifiableMap(new LinkedHashMap<>(c))).toList();
  }

  /** Writes the sections of the file from {@code enqueue} on. */
  void write(StringBuilder yaml) {
    if (!enqueue.isEmpty()) {
      StarterYaml.comment(yaml, "Tried first: usual sizes and rates. The rest is drawn.");
      yaml.append("enqueue:\n");
      enqueue.forEach(c -> yaml.append("  - ").append(StarterYaml.mapping(c)).append('\n'));
      yaml.append('\n');
    }
    StarterYaml.comment(yaml, "What is fixed for all trials.");
    yaml.append("training: {epochs: ").append(epochs).append("}\n\n");
    StarterYaml.comment(yaml, "A training ends when this many epochs brought no gain.");
    yaml.append("early_stopping: {patience: 3, min_delta: 1e-4}\n\n");
    if (pruner.isPresent()) {
      StarterYaml.comment(yaml, "A training ends when others were better after as many epochs.");
      yaml.append("pruner: {type: ").append(pruner.get()).append("}\n\n");
    }
    budget(yaml);
    if (finalists.wanted()) {
      StarterYaml.comment(
          yaml,
          "When the search has ended, its best are trained again over fresh seeds, within"
              + " max_duration; the best mean wins.");
      yaml.append("finalists: {top: ").append(finalists.top());
      yaml.append(", seeds: ").append(finalists.seeds());
      if (finalists.maxSeeds() > finalists.seeds()) {
        yaml.append(", max_seeds: ").append(finalists.maxSeeds());
      }
      if (finalists.refit()) {
        yaml.append(", data: ").append(FinalistsReader.BOTH);
      }
      yaml.append("}\n\n");
    }
    if (ensemble > 0) {
      StarterYaml.comment(
          yaml, "Networks whose mean is better on the validation part than any one are the model.");
      yaml.append("ensemble: {size: ").append(ensemble).append("}\n\n");
    }
    if (parallelism.isPresent()) {
      StarterYaml.comment(yaml, "Worker processes, as many as this machine carried.");
      yaml.append("parallelism: ").append(parallelism.getAsInt()).append("\n\n");
    } else {
      StarterYaml.comment(yaml, "Worker processes; without it as many as cores and memory allow.");
      yaml.append("# parallelism: 2\n\n");
    }
    yaml.append("seed: ").append(seed).append('\n');
  }

  private void budget(StringBuilder yaml) {
    StarterYaml.comment(
        yaml, "When the search ends, whatever comes first; max_duration sums over resumes.");
    yaml.append("budget: {");
    maxTrials.ifPresent(most -> yaml.append("max_trials: ").append(most).append(", "));
    yaml.append("max_trial_duration: ").append(Durations.format(maxTrialDuration));
    yaml.append(", max_duration: ").append(Durations.format(maxDuration)).append("}\n\n");
  }
}
