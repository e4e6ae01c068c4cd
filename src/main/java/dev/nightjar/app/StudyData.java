package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
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

  static Dataset load(Experiment experiment) {
    return explained(experiment, () -> Datasets.load(experiment.dataset()));
  }

  /** How many words of the data are known; empty if it is not read by words. */
  static Optional<WordCoverage> coverage(Experiment experiment, Dataset data) {
    return explained(experiment, () -> WordCoverage.of(data));
  }

  private static <T> T explained(Experiment experiment, Supplier<T> work) {
    try {
      return work.get();
    } catch (DatasetException e) {
      throw experiment.explain(e);
    }
  }
}
