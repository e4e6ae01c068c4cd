package dev.nightjar.experiments.worker;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.TrainingSpec;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.exhibit.Exhibits;
import dev.nightjar.zoo.task.BuiltEnsemble;
import dev.nightjar.zoo.task.PrecisionCheck;
import dev.nightjar.zoo.task.Refit;
import dev.nightjar.zoo.task.TrainingObjective;
import java.time.Duration;
import java.util.List;
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
    Dataset data = Datasets.load(experiment.training().dataset());
    return new Training(objective(experiment, data), data);
  }

  /**
   * What trains the networks of an experiment.
   *
   * @param data that of the experiment
   * @throws dev.nightjar.search.trial.TrialFailedException if this machine cannot compute what the
   *     definition fixes
   */
  public static TrainingObjective objective(Experiment experiment, Dataset data) {
    TrainingSpec training = experiment.training();
    PrecisionCheck.requireFixed(training.fixed());
    return new TrainingObjective(
        training.type(),
        data,
        training.fixed(),
        training.earlyStopping(),
        experiment.criteria(),
        experiment.budget().maxTrialDuration().map(TrainingObjectiveFactory::ownLimit));
  }

  /**
   * A training ends by itself a little before its worker would be killed: then its best epoch
   * counts, where a killed worker has nothing to show.
   */
  private static Duration ownLimit(Duration maxTrialDuration) {
    return maxTrialDuration.multipliedBy(9).dividedBy(10);
  }

  private record Training(TrainingObjective objective, Dataset data) implements TrialProgram {

    @Override
    public Map<String, Double> scoreTest(byte[] model) {
      return objective.scoreTest(model);
    }

    @Override
    public List<Attachment> describe(byte[] model, long seed) {
      return Exhibits.of(data, model, seed);
    }

    @Override
    public BuiltEnsemble ensemble(List<byte[]> models, int draws) {
      return objective.ensemble(models, draws);
    }

    @Override
    public Refit refit(Configuration configuration, long seed, int epochs) {
      return objective.refit(configuration, seed, epochs);
    }
  }
}
