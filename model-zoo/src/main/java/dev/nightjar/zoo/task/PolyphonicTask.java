package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.Keyboard;
import dev.nightjar.zoo.data.MusicCorpus;
import dev.nightjar.zoo.data.MusicPiece;
import dev.nightjar.zoo.data.MusicWindows;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.training.BatchSource;
import java.util.List;
import java.util.Map;

/**
 * Predicts music time step by time step: of each key of a piano, whether it sounds next, given all
 * that sounded before.
 */
final class PolyphonicTask implements Task {

  private final List<MusicPiece> training;
  private final List<MusicPiece> held;
  private final List<SequenceBatch> validation;
  private final List<SequenceBatch> test;

  PolyphonicTask(MusicCorpus data) {
    training = data.parts().train();
    held = data.parts().validation();
    validation = MusicWindows.evaluation(held);
    test = MusicWindows.evaluation(data.parts().test());
  }

  @Override
  public Interpretation interpretation() {
    return new Interpretation.Music();
  }

  @Override
  public NetworkSpec network(Settings settings) {
    return TrainingPlan.network(
        settings,
        new ValueInput(Keyboard.KEYS),
        new Head.Bernoulli(OutputMode.EVERY_STEP, Keyboard.KEYS));
  }

  @Override
  public BatchSource batches(Settings settings, LearnedParts parts) {
    return new MusicWindows(
        parts.of(training, held),
        settings.integer("training.batch_size"),
        settings.integer("training.sequence_length"));
  }

  @Override
  public Map<String, Double> validate(Predictor network) {
    return PolyphonicScore.of("validation", network, validation);
  }

  @Override
  public List<SequenceBatch> validationBatches() {
    return validation;
  }

  @Override
  public Map<String, Double> test(Predictor network) {
    return test.isEmpty() ? Map.of() : PolyphonicScore.of("test", network, test);
  }
}
