package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.ForecastBatches;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import java.util.Map;
import java.util.TreeMap;

/**
 * How close forecasts of a part are, in the units of the data: over all windows that forecast only
 * rows of this part, and over all steps of the horizon,
 *
 * <ul>
 *   <li>{@code mse}, the mean squared error;
 *   <li>{@code mae}, the mean absolute error;
 *   <li>{@code nrmse}, √mse / the standard deviation of the target over the rows of the part: 1 is
 *       as good as always answering their mean;
 *   <li>{@code nrmse_last}, the same of the last step only, which is {@code horizon} steps ahead.
 * </ul>
 */
public final class ForecastScore {

  /** Answers what the network answered, or what a {@link ForecastBaseline} says. */
  @FunctionalInterface
  private interface Windows {
    /** Forecasts the windows in turn. */
    void forecast(Errors errors);
  }

  /** Sums of errors. */
  private static final class Errors {
    private final double[] target;
    private final int horizon;
    private double squares;
    private double distances;
    private double lastSquares;
    private int windows;

    Errors(double[] target, int horizon) {
      this.target = target;
      this.horizon = horizon;
    }

    void add(int firstRow, double[] forecast) {
      for (int step = 0; step < horizon; step++) {
        double error = forecast[step] - target[firstRow + step];
        squares += error * error;
        distances += Math.abs(error);
        if (step == horizon - 1) {
          lastSquares += error * error;
        }
      }
      windows++;
    }
  }

  private ForecastScore() {}

  /**
   * Scores a network.
   *
   * @param part prefix of the metrics' names, such as {@code validation}
   * @param rows of that part; at least one window forecasts only these
   */
  static Map<String, Double> of(
      String part, Predictor network, TimeSeries series, TimeSeries.Rows rows) {
    return of(part, series, rows, errors -> forecast(network, series, rows, errors));
  }

  /** Scores what needs no learning on the same windows. */
  public static Map<String, Double> of(
      String part, ForecastBaseline baseline, TimeSeries series, TimeSeries.Rows rows) {
    int horizon = series.scaling().windows().horizon();
    return of(
        part,
        series,
        rows,
        errors -> {
          for (int i = 0; i < series.windows(rows); i++) {
            int first = rows.from() + i;
            errors.add(first, baseline.forecast(series.target(), first, horizon));
          }
        });
  }

  private static Map<String, Double> of(
      String part, TimeSeries series, TimeSeries.Rows rows, Windows windows) {
    int horizon = series.scaling().windows().horizon();
    Errors errors = new Errors(series.target(), horizon);
    windows.forecast(errors);
    double mse = errors.squares / ((double) errors.windows * horizon);
    double deviation = series.deviation(rows);
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put(part + ".mse", mse);
    metrics.put(part + ".mae", errors.distances / ((double) errors.windows * horizon));
    metrics.put(part + ".nrmse", Math.sqrt(mse) / deviation);
    metrics.put(part + ".nrmse_last", Math.sqrt(errors.lastSquares / errors.windows) / deviation);
    return metrics;
  }

  private static void forecast(
      Predictor network, TimeSeries series, TimeSeries.Rows rows, Errors errors) {
    int horizon = series.scaling().windows().horizon();
    int first = rows.from();
    int end = first + series.windows(rows);
    for (SequenceBatch batch : new ForecastBatches(series, rows, Task.EVALUATION_BATCH).inOrder()) {
      float[] answers = network.evaluate(batch).values();
      for (int n = 0; n < batch.size() && first < end; n++) {
        float[] answer = new float[horizon];
        System.arraycopy(answers, n * horizon, answer, 0, horizon);
        double last = series.target()[first - 1];
        errors.add(first, series.scaling().forecast(answer, last));
        first++;
      }
    }
  }
}
