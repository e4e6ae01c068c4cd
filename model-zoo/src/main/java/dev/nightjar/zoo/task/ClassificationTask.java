package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.LabelledText;
import dev.nightjar.zoo.data.TokenSequence;
import dev.nightjar.zoo.data.Vocabulary;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.training.BatchSource;
import java.util.List;
import java.util.Map;

/** Tells texts apart: one label a text, read character by character or word by word. */
final class ClassificationTask implements Task {

  private final Vocabulary vocabulary;
  private final List<String> labels;
  private final List<TokenSequence> training;
  private final List<TokenSequence> held;
  private final TokenVectors vectors;
  private final List<SequenceBatch> validation;
  private final List<SequenceBatch> test;

  ClassificationTask(LabelledText data) {
    vocabulary = data.vocabulary();
    labels = data.labels();
    training = vocabulary.encode(data.train(), labels);
    vectors =
        new TokenVectors(
            () -> training.stream().map(TokenSequence::tokens).toList(), vocabulary.size());
    held = vocabulary.encode(data.validation(), labels);
    validation = batches(held);
    test = batches(vocabulary.encode(data.test(), labels));
  }

  private static List<SequenceBatch> batches(List<TokenSequence> examples) {
    return examples.isEmpty()
        ? List.of()
        : BucketedBatches.ofTokens(examples, EVALUATION_BATCH).inOrder();
  }

  @Override
  public Interpretation interpretation() {
    return new Interpretation.LabelledText(vocabulary, labels);
  }

  @Override
  public NetworkSpec network(Settings settings) {
    return TrainingPlan.network(
        settings,
        TrainingPlan.tokens(settings, vocabulary.size()),
        TrainingPlan.softmax(settings, OutputMode.LAST_STEP, labels.size()));
  }

  @Override
  public void prepare(RecurrentNetwork network, Settings settings) {
    vectors.put(network, settings);
  }

  @Override
  public BatchSource batches(Settings settings, LearnedParts parts) {
    return BucketedBatches.ofTokens(
        parts.of(training, held), settings.integer("training.batch_size"));
  }

  @Override
  public Map<String, Double> validate(Predictor network) {
    return ClassificationScore.of("validation", network, validation, labels.size());
  }

  @Override
  public List<SequenceBatch> validationBatches() {
    return validation;
  }

  @Override
  public Map<String, Double> test(Predictor network) {
    return test.isEmpty() ? Map.of() : ClassificationScore.of("test", network, test, labels.size());
  }
}
