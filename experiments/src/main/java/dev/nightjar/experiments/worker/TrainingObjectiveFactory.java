package dev.nightjar.experiments.worker;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.task.PrecisionCheck;
import dev.nightjar.zoo.task.TrainingObjective;
import java.util.Map;

/** Trains networks: loads the data set of an experiment once and keeps it from trial to trial. */
public final class TrainingObjectiveFactory implements ObjectiveFactory {

  @Override
  public String type() {
    return WorkerSettings.TRAINING;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.nightjar.zoo.data.DatasetException if the data cannot be used
   * @throws dev.nightjar.search.trial.TrialFailedException if this machine cannot compute what the
   *     definition fixes
   */
  @Override
  public TrialProgram create(String definition) {
    Experiment experiment = Experiment.fromResolved(definition);
    PrecisionCheck.requireFixed(experiment.fixed());
    TrainingObjective objective =
        new TrainingObjective(
            experiment.task(),
            Datasets.load(experiment.dataset()),
            experiment.fixed(),
            experiment.earlyStopping(),
            experiment.criteria().get(0));
    return new Training(objective);
  }

  private record Training(TrainingObjective objective) implements TrialProgram {

    @Override
    public Map<String, Double> scoreTest(byte[] model) {
      return objective.scoreTest(model);
    }
  }
}
