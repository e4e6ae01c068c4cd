package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.MackeyGlass;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.task.ForecastBaseline;
import dev.nightjar.zoo.task.ForecastScore;
import dev.nightjar.zoo.task.TaskType;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Time series forecast, which should be done better than without learning, and shapes in noise told
 * apart. All on the test part.
 */
final class LearningSeries {
  private LearningSeries() {}

  /** The chaotic series, 15 steps ahead: an NRMSE below 0.1. */
  static List<LearningResult> mackey() {
    LearningRun run = forecast(Builtin.MACKEY_GLASS, gru(64, 15, 32, 0.005));
    TimeSeries series = load(Builtin.MACKEY_GLASS);
    return List.of(
        LearningResult.of(
                "mackey τ=" + MackeyGlass.DELAY,
                "gru",
                "nrmse 15 steps ahead",
                run.test().get("test.nrmse_last"),
                false,
                run.seconds())
            .requires(0.1),
        persistence("mackey τ=" + MackeyGlass.DELAY, series, "nrmse_last", "nrmse 15 steps ahead"));
  }

  /** Half a year of weekly CO₂: better than last year's and than the last value. */
  static List<LearningResult> co2() {
    return beatsBaselines("co2", Builtin.CO2, 52, gru(32, 20, 32, 0.003));
  }

  /** The next year's sunspots: better than eleven years before and than the last value. */
  static List<LearningResult> sunspots() {
    return beatsBaselines("sunspots", Builtin.SUNSPOTS, 11, gru(16, 60, 16, 0.005));
  }

  private static List<LearningResult> beatsBaselines(
      String task, Builtin data, int season, Map<String, Object> settings) {
    LearningRun run = forecast(data, settings);
    TimeSeries series = load(data);
    LearningResult persistence = persistence(task, series, "nrmse", "nrmse");
    LearningResult seasonal =
        baseline(
            task,
            "seasonal naive " + season,
            ForecastBaseline.seasonalNaive(season),
            series,
            "nrmse",
            "nrmse");
    LearningResult learned =
        LearningResult.of(task, "gru", "nrmse", run.test().get("test.nrmse"), false, run.seconds())
            .requires(Math.min(persistence.value(), seasonal.value()));
    return List.of(learned, seasonal, persistence);
  }

  private static Map<String, Object> gru(
      int units, int epochs, int batchSize, double learningRate) {
    return Map.of(
        "model.cell_type",
        "gru",
        "model.hidden_size",
        units,
        "training.epochs",
        epochs,
        "training.batch_size",
        batchSize,
        "training.learning_rate",
        learningRate,
        "training.lr_schedule.type",
        "cosine");
  }

  private static LearningRun forecast(Builtin data, Map<String, Object> settings) {
    return LearningRun.of(
        TaskType.FORECASTING, data, "validation.mse", OptionalDouble.empty(), settings, 1);
  }

  private static TimeSeries load(Builtin data) {
    return (TimeSeries) Datasets.load(BuiltinSpec.of(data));
  }

  private static LearningResult persistence(
      String task, TimeSeries series, String metric, String words) {
    return baseline(task, "persistence", ForecastBaseline.persistence(), series, metric, words);
  }

  private static LearningResult baseline(
      String task,
      String name,
      ForecastBaseline baseline,
      TimeSeries series,
      String metric,
      String words) {
    double value = ForecastScore.of("test", baseline, series, series.test()).get("test." + metric);
    return LearningResult.of(task, name, words, value, false, 0);
  }

  /** Cylinders, bells and funnels. */
  static List<LearningResult> shapes() {
    LearningRun run =
        LearningRun.of(
            TaskType.CLASSIFICATION,
            Builtin.CYLINDER_BELL_FUNNEL,
            "validation.loss",
            OptionalDouble.empty(),
            gru(32, 20, 32, 0.005),
            1);
    return List.of(
        LearningResult.of(
                "series",
                "gru",
                "accuracy, 3 shapes in noise",
                run.test().get("test.accuracy"),
                true,
                run.seconds())
            .requires(0.97));
  }
}
