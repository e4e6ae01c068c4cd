package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.TrainingSpec;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.warmstart.EarlierTrial;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what the {@code warm_start} of an experiment learns from. */
final class WarmStart {

  private WarmStart() {}

  /**
   * The trials of the earlier study that had finished when the new one was created: so the new one
   * sees the same after a resume, also if the earlier one has gone on since.
   *
   * @param created when the new study was created
   * @return empty if the experiment names no earlier study
   * @throws UsageException if there is no such study, or nothing to learn from it
   */
  static List<EarlierTrial> of(Storage storage, Experiment experiment, Instant created) {
    if (experiment.warmStart().isEmpty()) {
      return List.of();
    }
    String name = experiment.warmStart().get();
    Optional<Study> earlier = storage.find(name);
    if (earlier.isEmpty()) {
      throw new UsageException(
          String.format(
              "warm_start.study: there is no study %s in this storage; there are: %s%n"
                  + "Name one of them, or remove warm_start.",
              name, storage.studies().stream().map(StudySummary::study).map(Study::name).toList()));
    }
    List<Trial> trials =
        TrialView.search(storage.trials(earlier.get().id())).stream()
            .filter(t -> t.times().finished().filter(f -> f.isBefore(created)).isPresent())
            .toList();
    List<EarlierTrial> found =
        EarlierTrial.of(
            trials,
            earlier.get().definition().criteria(),
            fixed(earlier.get()),
            experiment.criteria());
    if (found.isEmpty()) {
      throw new UsageException(
          String.format(
              "warm_start.study: study %s has no trials to learn from: of the %d that finished before"
                  + " this study began, none has a value of %s.%n"
                  + "Name another study (nightjar list), or remove warm_start.",
              name,
              trials.size(),
              String.join(", ", experiment.criteria().stream().map(Criterion::metric).toList())));
    }
    return found;
  }

  /** What all trials of a study had besides what was searched. */
  private static Map<String, Object> fixed(Study study) {
    if (study.definition().resolved().isEmpty()) {
      return Map.of(); // Defined in code.
    }
    return Experiment.fromResolved(study.definition().resolved()).task()
            instanceof TrainingSpec training
        ? training.fixed()
        : Map.of();
  }
}
