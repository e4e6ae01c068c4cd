package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.LabelledSequence;
import dev.nightjar.zoo.data.LabelledSeries;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.training.BatchSource;
import java.util.List;
import java.util.Map;

/** Tells series of numbers apart: one label a series. */
final class SeriesClassificationTask implements Task {

  private final LabelledSeries data;
  private final List<SequenceBatch> validation;
  private final List<SequenceBatch> test;

  SeriesClassificationTask(LabelledSeries data) {
    this.data = data;
    validation = batches(data.parts().validation());
    test = batches(data.parts().test());
  }

  private static List<SequenceBatch> batches(List<LabelledSequence> sequences) {
    return sequences.isEmpty()
        ? List.of()
        : BucketedBatches.ofLabelled(sequences, EVALUATION_BATCH).inOrder();
  }

  @Override
  public Interpretation interpretation() {
    return new Interpretation.LabelledSeries(data.columns(), data.labels());
  }

  @Override
  public NetworkSpec network(Settings settings) {
    return TrainingPlan.network(
        settings,
        new ValueInput(data.columns().size()),
        TrainingPlan.softmax(settings, OutputMode.LAST_STEP, data.labels().size()));
  }

  @Override
  public BatchSource batches(Settings settings, LearnedParts parts) {
    return BucketedBatches.ofLabelled(
        parts.of(data.parts().train(), data.parts().validation()),
        settings.integer("training.batch_size"));
  }

  @Override
  public Map<String, Double> validate(Predictor network) {
    return ClassificationScore.of("validation", network, validation, data.labels().size());
  }

  @Override
  public List<SequenceBatch> validationBatches() {
    return validation;
  }

  @Override
  public Map<String, Double> test(Predictor network) {
    return test.isEmpty()
        ? Map.of()
        : ClassificationScore.of("test", network, test, data.labels().size());
  }
}
