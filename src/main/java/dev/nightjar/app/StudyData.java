package dev.nightjar.app;

import dev.nightjar.experiments.definition.CommandSpec;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.TrainingSpec;
import dev.nightjar.experiments.worker.ProgramLookup;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.WordCoverage;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The data of an experiment, loaded so that its problems read like those of the experiment file.
 */
final class StudyData {

  private StudyData() {}

  /**
   * Checks what the trials of an experiment need besides the file: its data, or its program.
   *
   * @return the hash of the data; empty text if there are none
   */
  static String check(Experiment experiment) {
    if (experiment.task() instanceof CommandSpec command) {
      ProgramLookup.problem(command)
          .ifPresent(
              problem -> {
                throw new UsageException(experiment.file() + ": " + problem);
              });
      return "";
    }
    return load(experiment.training()).sha256();
  }

  static Dataset load(TrainingSpec training) {
    return explained(training, () -> Datasets.load(training.dataset()));
  }

  /** How many words of the data are known; empty if it is not read by words. */
  static Optional<WordCoverage> coverage(TrainingSpec training, Dataset data) {
    return explained(training, () -> WordCoverage.of(data));
  }

  private static <T> T explained(TrainingSpec training, Supplier<T> work) {
    try {
      return work.get();
    } catch (DatasetException e) {
      throw training.explain(e);
    }
  }
}
