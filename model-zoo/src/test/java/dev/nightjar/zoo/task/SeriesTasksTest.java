package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DatasetKind;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.LabelledSeries;
import dev.nightjar.zoo.data.NumberColumn;
import dev.nightjar.zoo.data.NumberCorpus;
import dev.nightjar.zoo.data.NumberSequence;
import dev.nightjar.zoo.data.Parts;
import dev.nightjar.zoo.data.SeriesFileSpec;
import dev.nightjar.zoo.data.SplitSpec;
import dev.nightjar.zoo.data.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classification of series of numbers, and regression of numbers that are scaled. */
class SeriesTasksTest {

  private static final Configuration NOTHING = new Configuration(Map.of());

  private static final Map<String, Object> SMALL =
      Map.of(
          "model.cell_type", "gru",
          "model.hidden_size", 16,
          "training.epochs", 8,
          "training.batch_size", 16,
          "training.learning_rate", 0.01);

  private static final LabelledSeries SHAPES =
      (LabelledSeries) Datasets.load(BuiltinSpec.of(Builtin.CYLINDER_BELL_FUNNEL));

  @TempDir private Path folder;

  private static TrainingObjective classification(LabelledSeries data) {
    return new TrainingObjective(
        TaskType.CLASSIFICATION,
        data,
        SMALL,
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.loss"));
  }

  @Test
  void tellsShapesApart() {
    TrainingObjective objective = classification(SHAPES);
    Result result = objective.evaluate(NOTHING, new Recorder(7, 100));
    assertThat(result.metrics().keySet()).containsAll(TaskType.CLASSIFICATION.metrics());
    assertThat(result.metrics().get("validation.accuracy")).isGreaterThan(0.9);
    Map<String, Double> test = objective.scoreTest(result.attachments().get(0).bytes());
    assertThat(test).containsOnlyKeys("test.loss", "test.accuracy", "test.macro_f1");
    assertThat(test.get("test.accuracy")).isGreaterThan(0.9);
  }

  @Test
  void aModelThatReadsOtherNumbersIsRefused() {
    byte[] model =
        classification(SHAPES).evaluate(NOTHING, new Recorder(7, 1)).attachments().get(0).bytes();
    LabelledSeries other =
        new LabelledSeries(
            "other", List.of(NumberColumn.asItIs("x")), SHAPES.labels(), SHAPES.parts(), "0");
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> classification(other).scoreTest(model))
        .withMessage(
            "the model knows series of [value] with the labels [bell, cylinder, funnel], but the"
                + " data has series of [x] with the labels [bell, cylinder, funnel]: it was trained"
                + " on other data");
  }

  /** The mean of a series, a thousand times and around a million, is far from what nets answer. */
  @Test
  void aRegressionIsScoredInTheUnitsOfItsTarget() throws IOException {
    Random random = new Random(5);
    StringBuilder rows = new StringBuilder("series,x,target\n");
    for (int id = 0; id < 300; id++) {
      double[] x = random.doubles(4, 50, 60).toArray();
      double target = 1e6 + 1000 * (x[0] + x[1] + x[2] + x[3]) / 4;
      for (double value : x) {
        rows.append(id).append(',').append(value).append(',').append(target).append('\n');
      }
    }
    NumberCorpus data =
        (NumberCorpus)
            Datasets.load(
                new SeriesFileSpec(
                    Files.writeString(folder.resolve("means.csv"), rows),
                    TableFormat.CSV,
                    List.of(),
                    SeriesFileSpec.DEFAULT_SERIES_COLUMN,
                    SeriesFileSpec.DEFAULT_TARGET_COLUMN,
                    DatasetKind.NUMBERS,
                    SplitSpec.DEFAULT));
    double variance = data.answer().deviation() * data.answer().deviation();
    assertThat(Math.sqrt(variance)).isBetween(1000.0, 2000.0);
    TrainingObjective objective = regression(data);
    Result result = objective.evaluate(NOTHING, new Recorder(7, 100));
    assertThat(result.metrics().get("validation.mse")).isBetween(variance / 1e5, variance / 10);
    assertThat(result.metrics().get("training.loss")).isLessThan(1); // In scaled units.
    assertThat(objective.scoreTest(result.attachments().get(0).bytes()).get("test.mae"))
        .isBetween(1.0, 500.0);
  }

  @Test
  void anErrorOfOneDeviationIsOneDeviation() {
    List<NumberSequence> sequences = List.of(new NumberSequence(new float[] {1, 2}, 1, 0.5f));
    Parts<NumberSequence> parts = new Parts<>(sequences, sequences, List.of());
    List<NumberColumn> columns = List.of(NumberColumn.asItIs("x"));
    double[] mae = new double[2];
    for (int i = 0; i < 2; i++) {
      NumberColumn answer = new NumberColumn("y", 3, i == 0 ? 1 : 100);
      mae[i] =
          regression(new NumberCorpus("one", columns, answer, parts, "0"))
              .evaluate(NOTHING, new Recorder(7, 1))
              .metrics()
              .get("validation.mae");
    }
    assertThat(mae[1]).isCloseTo(100 * mae[0], within(1e-9));
  }

  private static TrainingObjective regression(NumberCorpus data) {
    return new TrainingObjective(
        TaskType.REGRESSION,
        data,
        SMALL,
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.mse"));
  }
}
