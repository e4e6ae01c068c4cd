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
import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.Example;
import dev.nightjar.zoo.data.LabelledText;
import dev.nightjar.zoo.data.TokenSequence;
import dev.nightjar.zoo.data.Vocabulary;
import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.training.DivergedException;
import dev.nightjar.zoo.training.EpochResult;
import dev.nightjar.zoo.training.Trainer;
import dev.nightjar.zoo.training.TrainingResult;
import dev.nightjar.zoo.training.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Trains the network a configuration describes to tell sequences apart, and reports how well it
 * does on the validation part after every epoch. Used by one thread at a time.
 */
public final class TrainingObjective implements Objective {

  /** Evaluation needs no gradients, so batches may be large; larger ones are not faster. */
  private static final int EVALUATION_BATCH = 256;

  private final LabelledText data;
  private final Map<String, Object> fixed;
  private final EarlyStoppingSpec earlyStopping;
  private final Criterion criterion;
  private final Vocabulary vocabulary;
  private final List<TokenSequence> training;
  private final List<SequenceBatch> validation;

  /**
   * An objective over a data set.
   *
   * @param data the divided data set
   * @param fixed hyperparameters that are not searched, by name
   * @param earlyStopping when a training ends early
   * @param criterion the metric that early stopping follows
   */
  public TrainingObjective(
      LabelledText data,
      Map<String, Object> fixed,
      EarlyStoppingSpec earlyStopping,
      Criterion criterion) {
    this.data = data;
    this.fixed = Map.copyOf(fixed);
    this.earlyStopping = earlyStopping;
    this.criterion = criterion;
    this.vocabulary = Vocabulary.of(data.train());
    this.training = vocabulary.encode(data.train(), data.labels());
    this.validation = batches(vocabulary.encode(data.validation(), data.labels()));
  }

  private static List<SequenceBatch> batches(List<TokenSequence> sequences) {
    return new BucketedBatches(sequences, EVALUATION_BATCH).inOrder();
  }

  @Override
  public Result evaluate(Configuration configuration, TrialContext context) {
    Settings settings = new Settings(fixed, configuration);
    NetworkSpec spec =
        TrainingPlan.network(
            settings,
            new TokenInput(vocabulary.size(), settings.integer("model.embedding_size")),
            TrainingPlan.softmax(settings, OutputMode.LAST_STEP, data.labels().size()));
    TrainingSettings training =
        TrainingPlan.training(settings, earlyStopping, criterion, context.seed());
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, context.seed())) {
      Trainer trainer =
          new Trainer(
              training,
              new BucketedBatches(this.training, training.batchSize()),
              n -> ClassificationScore.of("validation", n, validation, data.labels().size()));
      TrainingResult result = trainer.train(network, epoch -> report(epoch, context));
      EpochResult best = result.epochs().get(result.bestEpoch() - 1);
      Map<String, Double> metrics = new TreeMap<>(result.bestMetrics());
      metrics.put("training.loss", best.trainingLoss());
      metrics.put("model.parameters", (double) network.parameterCount());
      byte[] model = ModelArchive.write(network, vocabulary, data.labels());
      return new Result(
          metrics,
          OptionalInt.of(result.bestEpoch()),
          List.of(new Attachment(Attachment.MODEL, "application/zip", model)));
    } catch (DivergedException e) {
      throw new TrialFailedException(e.getMessage(), e);
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
   * @return {@code test.loss}, {@code test.accuracy}, {@code test.macro_f1}; empty if there is no
   *     test part
   * @throws TrialFailedException if the model is damaged or has other labels than the data
   */
  public Map<String, Double> scoreTest(byte[] model) {
    return score("test", model, data.test());
  }

  private Map<String, Double> score(String part, byte[] model, List<Example> examples) {
    if (examples.isEmpty()) {
      return Map.of();
    }
    ModelArchive archive;
    try {
      archive = ModelArchive.read(model);
    } catch (IllegalArgumentException e) {
      throw new TrialFailedException(e.getMessage(), e);
    }
    if (!archive.labels().equals(data.labels())) {
      throw new TrialFailedException(
          "the model tells "
              + archive.labels()
              + " apart, but the data has "
              + data.labels()
              + ": it was trained on other data");
    }
    try (RecurrentNetwork network = ModelFile.read(archive.network())) {
      return ClassificationScore.of(
          part,
          network,
          batches(archive.vocabulary().encode(examples, data.labels())),
          data.labels().size());
    }
  }
}
