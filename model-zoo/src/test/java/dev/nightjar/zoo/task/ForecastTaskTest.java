package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.ForecastScaling;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTaskTest {

  private static final Configuration NOTHING = new Configuration(Map.of());

  private static final Map<String, Object> SMALL =
      Map.of(
          "model.cell_type", "gru",
          "model.hidden_size", 16,
          "training.epochs", 4,
          "training.batch_size", 32,
          "training.learning_rate", 0.01);

  private static TimeSeries load(Builtin builtin, ForecastWindows windows) {
    return (TimeSeries)
        Datasets.load(new BuiltinSpec(builtin, builtin.split(), Optional.of(windows)));
  }

  private static TrainingObjective objective(TimeSeries data) {
    return new TrainingObjective(
        TaskType.FORECASTING,
        data,
        SMALL,
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.mse"));
  }

  @Test
  void learnsWhatPersistenceCannot() {
    TimeSeries series = load(Builtin.MACKEY_GLASS, new ForecastWindows(24, 6, false));
    Result result = objective(series).evaluate(NOTHING, new Recorder(7, 100));
    Map<String, Double> persistence =
        ForecastScore.of("validation", ForecastBaseline.persistence(), series, series.validation());
    assertThat(result.metrics().keySet()).containsAll(TaskType.FORECASTING.metrics());
    assertThat(result.metrics().get("validation.nrmse"))
        .isLessThan(persistence.get("validation.nrmse") / 4)
        .isLessThan(0.2);
  }

  @Test
  void followsATrendBeyondTheLevelsItWasTrainedOn() {
    TimeSeries series = load(Builtin.CO2, new ForecastWindows(60, 8, true));
    TrainingObjective objective = objective(series);
    Result result = objective.evaluate(NOTHING, new Recorder(7, 100));
    Map<String, Double> test = objective.scoreTest(result.attachments().get(0).bytes());
    for (ForecastBaseline baseline :
        new ForecastBaseline[] {
          ForecastBaseline.persistence(), ForecastBaseline.seasonalNaive(52)
        }) {
      assertThat(test.get("test.mse"))
          .isLessThan(ForecastScore.of("test", baseline, series, series.test()).get("test.mse"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theModelKeptForecastsNewValuesInTheirUnits(boolean difference) {
    TimeSeries series = load(Builtin.SUNSPOTS, new ForecastWindows(20, 3, difference));
    TrainingObjective objective = objective(series);
    Result result = objective.evaluate(NOTHING, new Recorder(7, 2));
    byte[] model = result.attachments().get(0).bytes();
    Map<String, Double> test = objective.scoreTest(model);
    assertThat(test).containsOnlyKeys("test.mse", "test.mae", "test.nrmse", "test.nrmse_last");

    ModelArchive archive = ModelArchive.read(model);
    ForecastScaling scaling = ((Interpretation.Forecast) archive.interpretation()).scaling();
    double squares = 0;
    double lastSquares = 0;
    double distances = 0;
    int windows = series.windows(series.test());
    try (RecurrentNetwork network = ModelFile.read(archive.network())) {
      for (int i = 0; i < windows; i++) {
        int first = series.test().from() + i;
        SequenceBatch window =
            new SequenceBatch(
                new StepInput.Values(scaling.inputs(series.values(), first - 20)),
                new int[] {20},
                new Targets.Values(new float[3]),
                20,
                1);
        double[] forecast = scaling.forecast(network.answers(window), series.target()[first - 1]);
        for (int step = 0; step < 3; step++) {
          double error = forecast[step] - series.target()[first + step];
          squares += error * error;
          distances += Math.abs(error);
          lastSquares += step == 2 ? error * error : 0;
        }
      }
    }
    double deviation = series.deviation(series.test());
    double mse = squares / windows / 3;
    assertThat(test.get("test.mse")).isCloseTo(mse, within(1e-3 * mse));
    assertThat(test.get("test.mae")).isCloseTo(distances / windows / 3, within(0.01));
    assertThat(test.get("test.nrmse")).isCloseTo(Math.sqrt(mse) / deviation, within(1e-3));
    assertThat(test.get("test.nrmse_last"))
        .isCloseTo(Math.sqrt(lastSquares / windows) / deviation, within(1e-3));
  }

  @Test
  void sameSeedSameLossesToTheLastBit() {
    TimeSeries series = load(Builtin.SUNSPOTS, new ForecastWindows(20, 3, false));
    Recorder one = new Recorder(7, 3);
    Recorder two = new Recorder(7, 3);
    objective(series).evaluate(NOTHING, one);
    objective(series).evaluate(NOTHING, two);
    assertThat(two.metric("validation.mse")).isEqualTo(one.metric("validation.mse"));
    assertThat(two.metric("training.loss")).isEqualTo(one.metric("training.loss"));
  }

  @Test
  void aModelOfOtherWindowsIsRefused() {
    TimeSeries series = load(Builtin.SUNSPOTS, new ForecastWindows(20, 3, false));
    byte[] model =
        objective(series).evaluate(NOTHING, new Recorder(7, 1)).attachments().get(0).bytes();
    TimeSeries other = load(Builtin.SUNSPOTS, new ForecastWindows(20, 3, true));
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> objective(other).scoreTest(model))
        .withMessage(
            "the model knows windows of 20 steps of [sunspots] before 3 values of sunspots, but the"
                + " data has windows of 20 steps of [sunspots] before 3 changes of sunspots: it was"
                + " trained on other data");
  }

  @Test
  void theBaselinesSayWhatWas() {
    double[] target = {1, 2, 3, 4, 5, 6, 99};
    assertThat(ForecastBaseline.persistence().forecast(target, 6, 2)).containsExactly(6, 6);
    assertThat(ForecastBaseline.seasonalNaive(4).forecast(target, 6, 6))
        .containsExactly(3, 4, 5, 6, 3, 4);
    assertThat(ForecastBaseline.seasonalNaive(1).forecast(target, 6, 2)).containsExactly(6, 6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForecastBaseline.seasonalNaive(0))
        .withMessage("a season has at least one step, not 0");
  }

  @Test
  void theMeanOfThePartHasAnNrmseOfOne() {
    TimeSeries series = load(Builtin.SUNSPOTS, new ForecastWindows(20, 1, false));
    TimeSeries.Rows rows = series.test();
    double sum = 0;
    for (int row = rows.from(); row < rows.to(); row++) {
      sum += series.target()[row];
    }
    double mean = sum / rows.count();
    Map<String, Double> metrics =
        ForecastScore.of("test", (target, first, horizon) -> new double[] {mean}, series, rows);
    assertThat(metrics.get("test.nrmse")).isCloseTo(1, within(1e-12));
    assertThat(metrics.get("test.nrmse_last")).isCloseTo(1, within(1e-12));
  }
}
