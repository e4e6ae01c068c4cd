package dev.nightjar.bench;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.TaskType;
import dev.nightjar.zoo.task.TrainingObjective;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One training as a trial of a study does it.
 *
 * @param metrics of the best epoch
 * @param test of the model on the test part
 * @param seconds of training
 */
record LearningRun(Map<String, Double> metrics, Map<String, Double> test, double seconds) {

  /**
   * Trains.
   *
   * @param metric what early stopping follows; smaller is better
   * @param target ends the training when reached
   * @param settings hyperparameters by name
   */
  static LearningRun of(
      TaskType task,
      Builtin data,
      String metric,
      OptionalDouble target,
      Map<String, Object> settings,
      long seed) {
    return of(task, Datasets.load(BuiltinSpec.of(data)), metric, target, settings, seed);
  }

  /** The same on a data set that is loaded. */
  static LearningRun of(
      TaskType task,
      Dataset dataset,
      String metric,
      OptionalDouble target,
      Map<String, Object> settings,
      long seed) {
    TrainingObjective objective =
        new TrainingObjective(
            task,
            dataset,
            settings,
            new EarlyStoppingSpec(0, 0),
            new Criterion(metric, Goal.MINIMIZE, target));
    return of(objective, dataset.name(), seed);
  }

  /** The same with an objective that may have trained before. */
  static LearningRun of(TrainingObjective objective, String name, long seed) {
    long start = System.nanoTime();
    Result result = objective.evaluate(new Configuration(Map.of()), new Log(name, seed));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new LearningRun(
        result.metrics(), objective.scoreTest(result.attachments().get(0).bytes()), seconds);
  }

  /** Shows that something happens: a training takes minutes. */
  private record Log(String data, long seed) implements TrialContext {
    @Override
    public int number() {
      return 0;
    }

    @Override
    public Decision report(EpochReport epoch) {
      System.err.printf(
          "%s seed %d epoch %d %s %.1f s%n",
          data, seed, epoch.epoch(), epoch.metrics(), epoch.seconds());
      return Decision.CONTINUE;
    }
  }
}
