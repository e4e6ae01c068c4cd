package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.AddingData;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.NumberCorpus;
import dev.nightjar.zoo.data.NumberSequence;
import dev.nightjar.zoo.data.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionTaskTest {

  private static final Configuration NOTHING = new Configuration(Map.of());

  private static final Map<String, Object> SMALL =
      Map.of(
          "model.hidden_size", 16,
          "training.epochs", 20,
          "training.batch_size", 16,
          "training.learning_rate", 0.01);

  /** The adding problem over 3 to 8 steps. */
  private static List<NumberSequence> sums(int count, long seed) {
    Random random = new Random(seed);
    List<NumberSequence> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int steps = 3 + random.nextInt(6);
      float[] values = new float[2 * steps];
      for (int t = 0; t < steps; t++) {
        values[2 * t] = random.nextFloat();
      }
      int first = random.nextInt(steps - 1);
      int second = first + 1 + random.nextInt(steps - first - 1);
      values[2 * first + 1] = 1;
      values[2 * second + 1] = 1;
      sequences.add(new NumberSequence(values, 2, values[2 * first] + values[2 * second]));
    }
    return sequences;
  }

  private static final NumberCorpus SUMS =
      new NumberCorpus("sums", 2, new Parts<>(sums(400, 1), sums(100, 2), sums(99, 3)), "0");

  private static TrainingObjective objective(NumberCorpus data, Map<String, Object> fixed) {
    return new TrainingObjective(
        TaskType.REGRESSION,
        data,
        fixed,
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.mse"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "gru_cho"})
  void everyCellLearnsToAdd(String cell) {
    Recorder recorder = new Recorder(7, 100);
    Result result =
        objective(SUMS, SMALL)
            .evaluate(new Configuration(Map.of("model.cell_type", cell)), recorder);
    assertThat(result.metrics().get("validation.mse")).isLessThan(AddingData.MEMORYLESS_ERROR / 4);
    assertThat(result.metrics().keySet()).containsAll(TaskType.REGRESSION.metrics());
    double mae = result.metrics().get("validation.mae");
    assertThat(mae * mae).isLessThan(result.metrics().get("validation.mse")); // Jensen.
  }

  @Test
  void theModelKeptIsTheOneThatWasMeasured() {
    NumberCorpus validatedOnTest =
        new NumberCorpus(
            "same",
            2,
            new Parts<>(SUMS.parts().train(), SUMS.parts().test(), SUMS.parts().test()),
            "0");
    TrainingObjective objective = objective(validatedOnTest, SMALL);
    Result result = objective.evaluate(NOTHING, new Recorder(7, 3));
    Map<String, Double> test = objective.scoreTest(result.attachments().get(0).bytes());
    assertThat(test).containsOnlyKeys("test.mse", "test.mae");
    assertThat(test.get("test.mse"))
        .isCloseTo(result.metrics().get("validation.mse"), within(1e-6));
    assertThat(test.get("test.mae"))
        .isCloseTo(result.metrics().get("validation.mae"), within(1e-6));
  }

  @Test
  void sameSeedSameLossesToTheLastBit() {
    Recorder one = new Recorder(7, 3);
    Recorder two = new Recorder(7, 3);
    objective(SUMS, SMALL).evaluate(NOTHING, one);
    objective(SUMS, SMALL).evaluate(NOTHING, two);
    assertThat(two.metric("validation.mse")).isEqualTo(one.metric("validation.mse"));
    assertThat(two.metric("training.loss")).isEqualTo(one.metric("training.loss"));
  }

  @Test
  void mayReadInBothDirections() {
    Map<String, Object> both = new HashMap<>(SMALL);
    both.put("model.bidirectional", true);
    Result result = objective(SUMS, both).evaluate(NOTHING, new Recorder(7, 100));
    assertThat(result.metrics().get("validation.mse")).isLessThan(AddingData.MEMORYLESS_ERROR / 4);
  }

  @Test
  void aModelOfAnotherWidthIsRefused() {
    byte[] model =
        objective(SUMS, SMALL).evaluate(NOTHING, new Recorder(1, 1)).attachments().get(0).bytes();
    List<NumberSequence> one = List.of(new NumberSequence(new float[] {1, 2}, 1, 3));
    NumberCorpus others = new NumberCorpus("others", 1, new Parts<>(one, one, one), "1");
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> objective(others, SMALL).scoreTest(model))
        .withMessage(
            "the model knows sequences of 2 numbers a step, but the data has sequences of 1 numbers a"
                + " step: it was trained on other data");
  }

  @Test
  void beginsWithTheBuiltInSumsWhereNobodyRemembers() {
    NumberCorpus adding = (NumberCorpus) Datasets.load(BuiltinSpec.of(Builtin.ADDING));
    Map<String, Object> settings = new HashMap<>(SMALL);
    settings.put("training.batch_size", 100);
    Recorder recorder = new Recorder(7, 1);
    objective(adding, settings).evaluate(NOTHING, recorder);
    assertThat(recorder.metric("validation.mse").get(0))
        .isBetween(0.1, 1.2 * AddingData.MEMORYLESS_ERROR);
  }
}
