package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.NumberCorpus;
import dev.nightjar.zoo.data.NumberSequence;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.training.BatchSource;
import java.util.List;
import java.util.Map;

/** Answers a sequence of numbers with a number. */
final class RegressionTask implements Task {

  private final Interpretation.Numbers interpretation;
  private final List<NumberSequence> training;
  private final List<NumberSequence> held;
  private final List<SequenceBatch> validation;
  private final List<SequenceBatch> test;

  RegressionTask(NumberCorpus data) {
    interpretation = new Interpretation.Numbers(data.columns(), data.answer());
    training = data.parts().train();
    held = data.parts().validation();
    validation = batches(held);
    test = batches(data.parts().test());
  }

  private static List<SequenceBatch> batches(List<NumberSequence> sequences) {
    return sequences.isEmpty()
        ? List.of()
        : BucketedBatches.ofNumbers(sequences, EVALUATION_BATCH).inOrder();
  }

  @Override
  public Interpretation interpretation() {
    return interpretation;
  }

  @Override
  public NetworkSpec network(Settings settings) {
    return TrainingPlan.network(
        settings,
        new ValueInput(interpretation.width()),
        new Head.Regression(OutputMode.LAST_STEP, 1));
  }

  @Override
  public BatchSource batches(Settings settings, LearnedParts parts) {
    return BucketedBatches.ofNumbers(
        parts.of(training, held), settings.integer("training.batch_size"));
  }

  @Override
  public Map<String, Double> validate(Predictor network) {
    return RegressionScore.of("validation", network, validation, unit());
  }

  @Override
  public List<SequenceBatch> validationBatches() {
    return validation;
  }

  @Override
  public Map<String, Double> test(Predictor network) {
    return test.isEmpty() ? Map.of() : RegressionScore.of("test", network, test, unit());
  }

  private double unit() {
    return interpretation.answer().deviation();
  }
}
