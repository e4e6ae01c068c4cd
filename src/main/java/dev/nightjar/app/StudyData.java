package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.Datasets;

/**
 * The data of an experiment, loaded so that its problems read like those of the experiment file.
 */
final class StudyData {

  private StudyData() {}

  static Dataset load(Experiment experiment) {
    try {
      return Datasets.load(experiment.dataset());
    } catch (DatasetException e) {
      throw experiment.explain(e);
    }
  }
}
