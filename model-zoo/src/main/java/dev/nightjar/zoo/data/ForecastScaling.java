package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Between the values of a time series and the numbers that a network reads and answers. Fitted on
 * the training part only; kept with every model, so that it can read new values.
 *
 * <p>Values are {@code values[column][row]}, in the order of {@link #columns}.
 *
 * @param columns what is read at every step; with {@link ForecastWindows#difference} mean and
 *     deviation are those of the differences
 * @param target the place in {@code columns} of what is forecast
 * @param answer what is forecast; with {@link ForecastWindows#difference} mean and deviation are
 *     those of the changes, else those of the target's column
 * @param windows how much is read and forecast
 */
public record ForecastScaling(
    List<NumberColumn> columns, int target, NumberColumn answer, ForecastWindows windows) {

  /** Copies and checks. */
  public ForecastScaling {
    columns = List.copyOf(columns);
    if (target < 0 || target >= columns.size()) {
      throw new IllegalArgumentException(
          "the target is column " + target + " of " + columns.size() + ", counted from 0");
    }
  }

  /**
   * Fits.
   *
   * @param rows of the training part, from the first; at least one window and its horizon
   */
  static ForecastScaling fit(
      List<String> names, double[][] values, int target, ForecastWindows windows, int rows) {
    List<NumberColumn> columns = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      NumberColumn.Fit fit = new NumberColumn.Fit();
      if (windows.difference()) {
        fitDifferences(fit, values[column], windows, rows);
      } else {
        for (int row = 0; row < rows; row++) {
          fit.add(values[column][row]);
        }
      }
      columns.add(fit.column(names.get(column)));
    }
    NumberColumn answer = columns.get(target);
    if (windows.difference()) {
      NumberColumn.Fit fit = new NumberColumn.Fit();
      fitChanges(fit, values[target], windows, rows);
      answer = fit.column(names.get(target));
    }
    return new ForecastScaling(columns, target, answer, windows);
  }

  private static void fitDifferences(
      NumberColumn.Fit fit, double[] values, ForecastWindows windows, int rows) {
    for (int last = windows.window() - 1; last < rows - windows.horizon(); last++) {
      for (int row = last - windows.window() + 1; row <= last; row++) {
        fit.add(values[row] - values[last]);
      }
    }
  }

  private static void fitChanges(
      NumberColumn.Fit fit, double[] values, ForecastWindows windows, int rows) {
    for (int last = windows.window() - 1; last < rows - windows.horizon(); last++) {
      for (int ahead = 1; ahead <= windows.horizon(); ahead++) {
        fit.add(values[last + ahead] - values[last]);
      }
    }
  }

  /** The number of columns. */
  public int width() {
    return columns.size();
  }

  /**
   * What the network reads.
   *
   * @param values of all columns
   * @param first the first row of the window
   * @return [window × width]
   */
  public float[] inputs(double[][] values, int first) {
    int last = first + windows.window() - 1;
    float[] inputs = new float[windows.window() * width()];
    for (int column = 0; column < width(); column++) {
      NumberColumn scale = columns.get(column);
      double level = windows.difference() ? values[column][last] : 0;
      for (int step = 0; step < windows.window(); step++) {
        inputs[step * width() + column] =
            (float) scale.scaled(values[column][first + step] - level);
      }
    }
    return inputs;
  }

  /**
   * What the network should answer.
   *
   * @param values of all columns
   * @param first the first row of the window
   * @return [horizon]
   */
  float[] answers(double[][] values, int first) {
    int last = first + windows.window() - 1;
    double level = windows.difference() ? values[target][last] : 0;
    float[] answers = new float[windows.horizon()];
    for (int step = 0; step < answers.length; step++) {
      answers[step] = (float) answer.scaled(values[target][last + 1 + step] - level);
    }
    return answers;
  }

  /**
   * The forecast that the network's answer stands for.
   *
   * @param answers [horizon], of the network
   * @param lastTarget the target's value at the window's last step
   * @return [horizon], in the units of the data
   */
  public double[] forecast(float[] answers, double lastTarget) {
    double level = windows.difference() ? lastTarget : 0;
    double[] forecast = new double[answers.length];
    for (int step = 0; step < forecast.length; step++) {
      forecast[step] = level + answer.original(answers[step]);
    }
    return forecast;
  }
}
