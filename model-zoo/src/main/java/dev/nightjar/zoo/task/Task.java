package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.LabelledSeries;
import dev.nightjar.zoo.data.LabelledText;
import dev.nightjar.zoo.data.MusicCorpus;
import dev.nightjar.zoo.data.NumberCorpus;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.data.TokenCorpus;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.training.BatchSource;
import java.util.List;
import java.util.Map;

/**
 * What is learned from a data set: all in which one task differs from another. {@link
 * TrainingObjective} does the rest.
 */
interface Task {

  /** Evaluation needs no gradients, so batches may be large; larger ones are not faster. */
  int EVALUATION_BATCH = 256;

  /** What the network reads and answers; kept with every model. */
  Interpretation interpretation();

  /** The network of a trial. */
  NetworkSpec network(Settings settings);

  /** Puts in what a fresh network of a trial knows before it is trained; nothing by default. */
  default void prepare(RecurrentNetwork network, Settings settings) {}

  /** The batches of what is trained on. */
  BatchSource batches(Settings settings, LearnedParts parts);

  /**
   * The metrics of the validation part: those of {@link TaskType#metrics} that begin with {@code
   * validation.}
   */
  Map<String, Double> validate(Predictor network);

  /** The batches of the validation part, at least one. */
  List<SequenceBatch> validationBatches();

  /** The same metrics of the test part, beginning with {@code test.}; empty if there is none. */
  Map<String, Double> test(Predictor network);

  /**
   * A task over a data set.
   *
   * @throws IllegalArgumentException if the task does not learn from data of this kind
   */
  static Task of(TaskType type, Dataset data) {
    if (!type.learnsFrom().contains(data.kind())) {
      throw new IllegalArgumentException(
          "task "
              + type.label()
              + " learns from "
              + type.describeData()
              + ", but "
              + data.name()
              + " has "
              + data.kind().describe());
    }
    if (data instanceof LabelledText text) {
      return new ClassificationTask(text);
    } else if (data instanceof TextCorpus text) {
      return LanguageModelTask.of(text);
    } else if (data instanceof TokenCorpus tokens) {
      return LanguageModelTask.of(tokens);
    } else if (data instanceof NumberCorpus numbers) {
      return new RegressionTask(numbers);
    } else if (data instanceof LabelledSeries series) {
      return new SeriesClassificationTask(series);
    } else if (data instanceof TimeSeries series) {
      return new ForecastTask(series);
    } else if (data instanceof MusicCorpus music) {
      return new PolyphonicTask(music);
    }
    throw new IllegalStateException("no task for " + data.name());
  }
}
