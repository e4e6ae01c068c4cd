package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.Example;
import dev.nightjar.zoo.data.LabelledText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingObjectiveTest {

  /** Words whose first letter decides: to be kept in mind over up to nine letters. */
  private static List<Example> words(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Example> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % 3;
      StringBuilder word = new StringBuilder().append("abc".charAt(label));
      int length = random.nextInt(3, 10);
      for (int j = 0; j < length; j++) {
        word.append("abcdef".charAt(random.nextInt(6)));
      }
      words.add(new Example(word.toString(), "starts with " + "abc".charAt(label)));
    }
    return words;
  }

  private static final LabelledText DATA =
      new LabelledText(
          "first letters",
          List.of("starts with a", "starts with b", "starts with c"),
          words(300, 1),
          words(60, 2),
          words(60, 3),
          "0");

  private static final Map<String, Object> SMALL =
      Map.of(
          "model.hidden_size", 16,
          "model.embedding_size", 8,
          "training.epochs", 12,
          "training.batch_size", 16,
          "training.learning_rate", 0.01);

  private static TrainingObjective objective(Map<String, Object> fixed) {
    return new TrainingObjective(
        TaskType.CLASSIFICATION,
        DATA,
        fixed,
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.loss"));
  }

  private static final Configuration NOTHING = new Configuration(Map.of());

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "gru_cho"})
  void everyCellLearns(String cell) {
    Recorder recorder = new Recorder(7, Integer.MAX_VALUE);
    Result result =
        objective(SMALL).evaluate(new Configuration(Map.of("model.cell_type", cell)), recorder);
    assertThat(result.metrics().get("validation.accuracy")).isGreaterThan(0.9);
    assertThat(recorder.reports()).hasSize(12);
    assertThat(recorder.reports().get(11).metrics())
        .containsKeys("training.loss", "validation.loss", "validation.macro_f1");
    assertThat(result.metrics().keySet()).containsAll(TaskType.CLASSIFICATION.metrics());
  }

  /** Words have four to ten letters, and the first one decides; guessing gives a third. */
  @ParameterizedTest
  @CsvSource({"10,0.7,1", "3,0,0.5"})
  void aTimeDelayNetworkKnowsNoMoreThanItsWindowShows(int window, double least, double most) {
    Configuration tdnn =
        new Configuration(Map.of("model.cell_type", "tdnn", "model.window", window));
    Result result = objective(SMALL).evaluate(tdnn, new Recorder(7, Integer.MAX_VALUE));
    assertThat(result.metrics().get("validation.accuracy")).isBetween(least, most);
  }

  @Test
  void aTrainingWhoseTimeIsOverCountsWithWhatItHas() {
    Recorder recorder = new Recorder(7, Integer.MAX_VALUE);
    Result result =
        new TrainingObjective(
                TaskType.CLASSIFICATION,
                DATA,
                SMALL,
                new EarlyStoppingSpec(0, 0),
                List.of(Criterion.minimize("validation.loss")),
                Optional.of(Duration.ofNanos(1)))
            .evaluate(NOTHING, recorder);
    assertThat(recorder.reports()).hasSize(1);
    assertThat(result.bestEpoch()).hasValue(1);
    assertThat(result.metrics()).containsKey("validation.loss");
  }

  @Test
  void tellsHowLongAnEpochTakesWhateverThePatience() {
    assertThat(objective(SMALL).epochTime(NOTHING, 1, Duration.ZERO)).isPositive();
    assertThat(objective(SMALL).epochTime(NOTHING, 1, Duration.ofHours(1))).isPositive();
  }

  @Test
  void measuresThePredictionTimeIfAnObjectiveAsksForIt() {
    List<Criterion> criteria =
        List.of(
            Criterion.minimize("validation.loss"),
            Criterion.minimize(NetworkMetrics.PARAMETERS),
            Criterion.minimize(NetworkMetrics.PREDICT_TIME));
    Result result =
        new TrainingObjective(
                TaskType.CLASSIFICATION,
                DATA,
                SMALL,
                new EarlyStoppingSpec(0, 0),
                criteria,
                Optional.empty())
            .evaluate(NOTHING, new Recorder(7, 1));
    assertThat(result.metrics().get("parameters")).isGreaterThan(100);
    assertThat(result.metrics().get("predict_time")).isPositive();
    assertThat(objective(SMALL).evaluate(NOTHING, new Recorder(7, 1)).metrics())
        .doesNotContainKey("predict_time");
  }

  @ParameterizedTest
  @CsvSource({
    "parameters, validation.loss, does not measure parameters; it measures validation.loss",
    "validation.loss, validation.mse, does not measure validation.mse; it measures validation.loss",
  })
  void refusesCriteriaThatItDoesNotMeasure(String first, String second, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TrainingObjective(
                    TaskType.CLASSIFICATION,
                    DATA,
                    SMALL,
                    new EarlyStoppingSpec(0, 0),
                    List.of(Criterion.minimize(first), Criterion.minimize(second)),
                    Optional.empty()))
        .withMessageContaining(words);
  }

  @Test
  void theValuesAreThoseOfTheBestEpoch() {
    Recorder recorder = new Recorder(7, Integer.MAX_VALUE);
    Result result = objective(SMALL).evaluate(NOTHING, recorder);
    double best =
        recorder.reports().stream()
            .mapToDouble(r -> r.metric("validation.loss").orElseThrow())
            .min()
            .orElseThrow();
    assertThat(result.metrics()).containsEntry("validation.loss", best);
    assertThat(recorder.reports().get(result.bestEpoch().orElseThrow() - 1).metrics())
        .containsEntry("validation.loss", best);
  }

  @Test
  void theModelKeptIsTheOneThatWasMeasured() {
    LabelledText validatedOnTest =
        new LabelledText(
            "same", DATA.labels(), DATA.train(), DATA.test(), DATA.test(), DATA.sha256());
    TrainingObjective objective =
        new TrainingObjective(
            TaskType.CLASSIFICATION,
            validatedOnTest,
            SMALL,
            new EarlyStoppingSpec(0, 0),
            Criterion.minimize("validation.loss"));
    Result result = objective.evaluate(NOTHING, new Recorder(7, Integer.MAX_VALUE));
    Attachment model = result.attachments().get(0);
    assertThat(model.name()).isEqualTo(Attachment.MODEL);
    Map<String, Double> test = objective.scoreTest(model.bytes());
    assertThat(test.get("test.loss"))
        .isCloseTo(result.metrics().get("validation.loss"), within(1e-6));
    assertThat(test.get("test.accuracy")).isEqualTo(result.metrics().get("validation.accuracy"));
    assertThat(test.get("test.macro_f1")).isEqualTo(result.metrics().get("validation.macro_f1"));
  }

  @Test
  void sameSeedSameLossesToTheLastBitAnotherSeedOthers() {
    Map<String, Object> dropped =
        Map.of(
            "model.hidden_size", 16,
            "model.num_layers", 2,
            "model.dropout", 0.3,
            "training.epochs", 3);
    Recorder one = new Recorder(7, 10);
    Recorder two = new Recorder(7, 10);
    Recorder other = new Recorder(8, 10);
    Result first = objective(dropped).evaluate(NOTHING, one);
    Result second = objective(dropped).evaluate(NOTHING, two);
    objective(dropped).evaluate(NOTHING, other);
    assertThat(two.reports().stream().map(EpochReport::metrics))
        .containsExactlyElementsOf(one.reports().stream().map(EpochReport::metrics).toList());
    assertThat(second.attachments().get(0).bytes()).isEqualTo(first.attachments().get(0).bytes());
    assertThat(other.reports().get(0).metrics()).isNotEqualTo(one.reports().get(0).metrics());
  }

  @Test
  void stopsWhenTold() {
    Recorder recorder = new Recorder(7, 2);
    Result result = objective(SMALL).evaluate(NOTHING, recorder);
    assertThat(recorder.reports()).hasSize(2);
    assertThat(result.bestEpoch().orElseThrow()).isBetween(1, 2);
  }

  @Test
  void stopsEarlyWhenValidationNoLongerImproves() {
    TrainingObjective impatient =
        new TrainingObjective(
            TaskType.CLASSIFICATION,
            DATA,
            SMALL,
            new EarlyStoppingSpec(1, 10.0),
            Criterion.minimize("validation.loss"));
    Recorder recorder = new Recorder(7, Integer.MAX_VALUE);
    impatient.evaluate(NOTHING, recorder);
    assertThat(recorder.reports()).hasSize(2); // Nothing improves by 10 nats.
  }

  @Test
  void stopsWhenTheTargetIsReached() {
    TrainingObjective content =
        new TrainingObjective(
            TaskType.CLASSIFICATION,
            DATA,
            SMALL,
            new EarlyStoppingSpec(0, 0),
            new Criterion("validation.accuracy", Goal.MAXIMIZE, OptionalDouble.of(0.5)));
    Recorder recorder = new Recorder(7, Integer.MAX_VALUE);
    Result result = content.evaluate(NOTHING, recorder);
    List<Double> accuracies = recorder.metric("validation.accuracy");
    int last = accuracies.size();
    assertThat(last).isLessThan(12);
    assertThat(accuracies.get(last - 1)).isGreaterThanOrEqualTo(0.5);
    assertThat(accuracies.subList(0, last - 1)).allMatch(accuracy -> accuracy < 0.5);
    assertThat(result.bestEpoch()).hasValue(last);
  }

  @Test
  void stopsWhenTheStepsAreDone() {
    Recorder recorder = new Recorder(7, Integer.MAX_VALUE);
    objective(SMALL).evaluate(new Configuration(Map.of("training.max_steps", 30)), recorder);
    assertThat(recorder.reports()).hasSizeBetween(2, 3); // 300 words in batches of at most 16.
  }

  /** Together they leave the training what it is: better from epoch to epoch. */
  @Test
  void everyOptionOfANetworkTrains() {
    Recorder recorder = new Recorder(7, Integer.MAX_VALUE);
    Result result =
        objective(SMALL)
            .evaluate(
                new Configuration(
                    Map.ofEntries(
                        Map.entry("model.cell_type", "rnn"),
                        Map.entry("model.activation", "relu"),
                        Map.entry("model.num_layers", 3),
                        Map.entry("model.width_factor", 0.75),
                        Map.entry("model.bidirectional", true),
                        Map.entry("model.input_dropout", 0.05),
                        Map.entry("model.dropout", 0.1),
                        Map.entry("model.output_dropout", 0.1),
                        Map.entry("model.recurrent_dropout", 0.1),
                        Map.entry("model.variational", true),
                        Map.entry("training.label_smoothing", 0.05),
                        Map.entry("training.weight_decay", 1e-4),
                        Map.entry("training.gradient_value_clipping", 0.5))),
                recorder);
    assertThat(result.metrics().get("validation.accuracy")).isGreaterThan(0.8);
  }

  @Test
  void divergenceFailsTheTrialWithTheEpoch() {
    // Each step multiplies the weights by 1 − 1000·1, so that they overflow within a few steps.
    Configuration wild =
        new Configuration(
            Map.of(
                "training.learning_rate", 1000.0,
                "training.optimizer", "adamw",
                "training.weight_decay", 1.0));
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> objective(SMALL).evaluate(wild, new Recorder(1, 100)))
        .withMessageStartingWith("diverged at epoch ");
  }

  @ParameterizedTest
  @CsvSource({
    "training.optimizer,adam",
    "training.optimizer,adamw",
    "training.optimizer,nadam",
    "training.optimizer,rmsprop",
    "training.optimizer,adagrad",
    "training.optimizer,sgd",
    "training.lr_schedule.type,constant",
    "training.lr_schedule.type,linear",
    "training.lr_schedule.type,exponential",
    "training.lr_schedule.type,step",
    "training.lr_schedule.type,cosine",
    "training.lr_schedule.type,plateau",
    "training.lr_schedule.type,adaptive"
  })
  void everyOptimiserAndScheduleLowersTheTrainingLoss(String name, String value) {
    Recorder recorder = new Recorder(3, 6);
    objective(SMALL).evaluate(new Configuration(Map.of(name, value)), recorder);
    List<EpochReport> reports = recorder.reports();
    assertThat(reports.get(reports.size() - 1).metric("training.loss").orElseThrow())
        .isLessThan(reports.get(0).metric("training.loss").orElseThrow());
  }

  @Test
  void unknownNamesAndValuesOutOfRangeAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> objective(Map.of("model.size", 3)).evaluate(NOTHING, new Recorder(1, 1)))
        .withMessage("no hyperparameter model.size");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> objective(Map.of("model.num_layers", 33)).evaluate(NOTHING, new Recorder(1, 1)))
        .withMessage("model.num_layers is 33; allowed is a whole number from 1 to 32");
  }

  @Test
  void aDamagedModelOrOneOfOtherDataIsRefused() {
    TrainingObjective objective = objective(SMALL);
    byte[] model = objective.evaluate(NOTHING, new Recorder(1, 1)).attachments().get(0).bytes();
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> objective.scoreTest(new byte[] {1, 2, 3}))
        .withMessageContaining("damaged");
    LabelledText others =
        new LabelledText("others", List.of("x", "y"), words(4, 1), words(4, 1), words(4, 1), "1");
    TrainingObjective elsewhere =
        new TrainingObjective(
            TaskType.CLASSIFICATION,
            others,
            SMALL,
            EarlyStoppingSpec.DEFAULT,
            Criterion.minimize("validation.loss"));
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> elsewhere.scoreTest(model))
        .withMessageContaining("other data");
  }

  /** What begins with c is in the validation part only. */
  private static LabelledText withoutC() {
    return new LabelledText(
        "first letters",
        DATA.labels(),
        DATA.train().stream().filter(e -> !e.label().endsWith("c")).toList(),
        words(300, 4).stream().filter(e -> e.label().endsWith("c")).toList(),
        DATA.test().stream().filter(e -> e.label().endsWith("c")).toList(),
        "0");
  }

  @Test
  void aRefitKnowsWhatIsInTheValidationPartOnly() {
    TrainingObjective objective =
        new TrainingObjective(
            TaskType.CLASSIFICATION,
            withoutC(),
            SMALL,
            new EarlyStoppingSpec(0, 0),
            Criterion.minimize("validation.loss"));
    Configuration configuration = new Configuration(Map.of());
    Result trained = objective.evaluate(configuration, new Recorder(5, 12));
    byte[] model = trained.attachments().get(0).bytes();
    assertThat(objective.scoreTest(model).get("test.accuracy")).isLessThan(0.1);
    Refit refit = objective.refit(configuration, 5, 12);
    assertThat(objective.scoreTest(refit.model()).get("test.accuracy")).isGreaterThan(0.9);
    assertThat(refit.trainingLoss()).isBetween(0.0, 0.5);
    assertThat(refit.seconds()).isPositive();
  }

  @Test
  void aRefitEndsAfterItsEpochsAndIsRepeatable() {
    TrainingObjective objective = objective(SMALL);
    Configuration configuration = new Configuration(Map.of());
    Refit two = objective.refit(configuration, 5, 2);
    assertThat(objective.refit(configuration, 5, 2).model()).isEqualTo(two.model());
    assertThat(objective.refit(configuration, 5, 12).trainingLoss()).isLessThan(two.trainingLoss());
  }

  @Test
  void aLimitOfStepsGrowsWithTheDataOfARefit() {
    Map<String, Object> limited = new HashMap<>(SMALL);
    limited.put("training.batch_size", 10);
    limited.put("training.epochs", 3);
    limited.put("training.max_steps", DATA.train().size() / 10); // The first epoch, and no more.
    Configuration configuration = new Configuration(Map.of());
    Refit one = objective(limited).refit(configuration, 5, 1);
    Refit two = objective(limited).refit(configuration, 5, 2);
    assertThat(two.model()).as("the steps are done after the first epoch").isEqualTo(one.model());
    limited.put("training.max_steps", 0);
    assertThat(objective(limited).refit(configuration, 5, 1).model())
        .as("and not before its end")
        .isEqualTo(one.model());
  }
}
