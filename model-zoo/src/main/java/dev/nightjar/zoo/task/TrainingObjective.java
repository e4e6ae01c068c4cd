package dev.nightjar.zoo.task;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.network.ModelFormatException;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.training.BatchSource;
import dev.nightjar.zoo.training.Deadline;
import dev.nightjar.zoo.training.DivergedException;
import dev.nightjar.zoo.training.EpochResult;
import dev.nightjar.zoo.training.Trainer;
import dev.nightjar.zoo.training.TrainingResult;
import dev.nightjar.zoo.training.TrainingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Trains the network a configuration describes, and reports how well it does on the validation part
 * after every epoch. Used by one thread at a time.
 */
public final class TrainingObjective implements Objective {

  private final Task task;
  private final Map<String, Object> fixed;
  private final EarlyStoppingSpec earlyStopping;
  private final Criterion watched;
  private final boolean timed;
  private final Optional<Duration> timeLimit;

  /**
   * An objective over a data set.
   *
   * @param type what is learned
   * @param data the divided data set
   * @param fixed hyperparameters that are not searched, by name
   * @param earlyStopping when a training ends early
   * @param criteria what is optimised, at least one; early stopping follows the first
   * @param timeLimit after which a training ends by itself, after its running step, and counts with
   *     its best epoch; empty for no limit
   * @throws IllegalArgumentException if the task does not learn from such data, or does not measure
   *     such metrics, the first of them after each epoch
   */
  public TrainingObjective(
      TaskType type,
      Dataset data,
      Map<String, Object> fixed,
      EarlyStoppingSpec earlyStopping,
      List<Criterion> criteria,
      Optional<Duration> timeLimit) {
    this.watched = criteria.get(0);
    requireMeasured(type, watched.metric(), type.objectives());
    List<String> all = new ArrayList<>(type.objectives());
    all.addAll(NetworkMetrics.ALL);
    criteria.forEach(criterion -> requireMeasured(type, criterion.metric(), all));
    this.timed = criteria.stream().anyMatch(c -> c.metric().equals(NetworkMetrics.PREDICT_TIME));
    this.task = Task.of(type, data);
    this.fixed = Map.copyOf(fixed);
    this.earlyStopping = earlyStopping;
    this.timeLimit = timeLimit;
  }

  /** An objective whose trainings take as long as they take. */
  public TrainingObjective(
      TaskType type,
      Dataset data,
      Map<String, Object> fixed,
      EarlyStoppingSpec earlyStopping,
      Criterion criterion) {
    this(type, data, fixed, earlyStopping, List.of(criterion), Optional.empty());
  }

  private static void requireMeasured(TaskType type, String metric, List<String> measured) {
    if (!measured.contains(metric)) {
      throw new IllegalArgumentException(
          "task "
              + type.label()
              + " does not measure "
              + metric
              + "; it measures "
              + String.join(", ", measured));
    }
  }

  @Override
  public Result evaluate(Configuration configuration, TrialContext context) {
    // First of all: drawing the initial weights of a wide network takes its time too.
    Deadline deadline =
        timeLimit.map(limit -> Deadline.after(limit, System::nanoTime)).orElse(Deadline.NONE);
    Settings settings = new Settings(fixed, configuration);
    TrainingSettings training =
        TrainingPlan.training(settings, earlyStopping, watched, context.seed());
    try (RecurrentNetwork network =
        RecurrentNetwork.create(task.network(settings), context.seed())) {
      task.prepare(network, settings);
      Trainer trainer =
          new Trainer(training, task.batches(settings, LearnedParts.TRAINING), task::validate);
      TrainingResult result = trainer.train(network, epoch -> report(epoch, context), deadline);
      EpochResult best = result.epochs().get(result.bestEpoch() - 1);
      Map<String, Double> metrics = new TreeMap<>(result.bestMetrics());
      metrics.put("training.loss", best.trainingLoss());
      metrics.put(NetworkMetrics.PARAMETERS, (double) network.parameterCount());
      if (timed) {
        metrics.put(
            NetworkMetrics.PREDICT_TIME,
            PredictTime.millis(network, task.validationBatches(), System::nanoTime));
      }
      byte[] model = ModelArchive.write(network, task.interpretation());
      return new Result(
          metrics,
          OptionalInt.of(result.bestEpoch()),
          List.of(new Attachment(Attachment.MODEL, "application/zip", model)));
    } catch (DivergedException e) {
      throw new TrialFailedException(e.getMessage(), e);
    }
  }

  /**
   * Trains a configuration on the training and the validation part together. The learning rate runs
   * as if all epochs of the configuration were to follow, as it did when their number was found; a
   * limit of steps grows as the steps of an epoch do, so that it is reached in the same epoch.
   *
   * @param seed of the initial weights and of the order of the batches
   * @param epochs after how many it ends, at least 1
   * @throws TrialFailedException if the training diverges
   */
  public Refit refit(Configuration configuration, long seed, int epochs) {
    long begun = System.nanoTime();
    Settings settings = new Settings(fixed, configuration);
    BatchSource both = task.batches(settings, LearnedParts.TRAINING_AND_VALIDATION);
    TrainingSettings alone = TrainingPlan.training(settings, earlyStopping, watched, seed);
    TrainingSettings training =
        alone.withMaxSteps(
            grown(alone.maxSteps(), task.batches(settings, LearnedParts.TRAINING), both));
    try (RecurrentNetwork network = RecurrentNetwork.create(task.network(settings), seed)) {
      task.prepare(network, settings);
      TrainingResult result =
          new Trainer(training, both).train(network, epoch -> epoch.epoch() < epochs);
      List<EpochResult> done = result.epochs();
      byte[] model = ModelArchive.write(network, task.interpretation());
      return new Refit(
          done.get(done.size() - 1).trainingLoss(), (System.nanoTime() - begun) / 1e9, model);
    } catch (DivergedException e) {
      throw new TrialFailedException(e.getMessage(), e);
    }
  }

  /** A limit of steps, in the proportion of what an epoch has; 0 stays none. */
  private static int grown(int limit, BatchSource alone, BatchSource both) {
    if (limit == 0) {
      return 0;
    }
    double before = alone.epoch(1, new SplittableRandom(0)).size();
    double now = both.epoch(1, new SplittableRandom(0)).size();
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(limit * now / before));
  }

  /**
   * How long an epoch of a configuration takes, validation included, reckoned from a few steps.
   *
   * @param patience how long to time at most, about
   * @throws TrialFailedException if this machine cannot compute the network
   */
  public Duration epochTime(Configuration configuration, long seed, Duration patience) {
    Settings settings = new Settings(fixed, configuration);
    TrainingSettings training = TrainingPlan.training(settings, earlyStopping, watched, seed);
    try (RecurrentNetwork network = RecurrentNetwork.create(task.network(settings), seed)) {
      return new EpochTime(patience.dividedBy(2), System::nanoTime)
          .of(network, task, settings, training);
    }
  }

  private static boolean report(EpochResult epoch, TrialContext context) {
    Map<String, Double> metrics = new TreeMap<>(epoch.metrics());
    metrics.put("training.loss", epoch.trainingLoss());
    metrics.put("training.learning_rate", epoch.learningRate());
    return context.report(new EpochReport(epoch.epoch(), metrics, epoch.seconds()))
        instanceof Decision.Continue;
  }

  /**
   * Scores a trained model on the test part.
   *
   * @param model a {@link Attachment#MODEL} of this objective
   * @return the task's metrics, such as {@code test.loss}; empty if there is no test part
   * @throws TrialFailedException if the model is damaged or was trained on other data
   */
  public Map<String, Double> scoreTest(byte[] model) {
    ModelArchive archive = archive(model);
    try (Predictor network = archive.open()) {
      return task.test(network);
    } catch (ModelFormatException e) {
      throw new TrialFailedException(e.getMessage(), e);
    }
  }

  private ModelArchive archive(byte[] model) {
    ModelArchive archive;
    try {
      archive = ModelArchive.read(model);
    } catch (IllegalArgumentException e) {
      throw new TrialFailedException(e.getMessage(), e);
    }
    if (!archive.interpretation().equals(task.interpretation())) {
      throw new TrialFailedException(
          "the model knows "
              + archive.interpretation().describe()
              + ", but the data has "
              + task.interpretation().describe()
              + ": it was trained on other data");
    }
    return archive;
  }

  /**
   * Chooses models whose averaged answers have the smallest loss on the validation part.
   *
   * @param models each a {@link Attachment#MODEL} of this objective, at least one
   * @param draws how often a model is added at most, at least 1
   * @throws TrialFailedException if a model is damaged or was trained on other data
   */
  public BuiltEnsemble ensemble(List<byte[]> models, int draws) {
    List<ModelArchive> archives = models.stream().map(this::archive).toList();
    try {
      return new EnsembleBuilder(task).of(archives, draws);
    } catch (ModelFormatException e) {
      throw new TrialFailedException(e.getMessage(), e);
    }
  }
}
