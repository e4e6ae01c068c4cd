package dev.nightjar.zoo.task;

import java.util.Arrays;

/** Forecasts without learning, which a network is worth its training only if it beats. */
@FunctionalInterface
public interface ForecastBaseline {

  /**
   * Forecasts from what is known before a row.
   *
   * @param target the values of the series; those from {@code first} on must not be read
   * @param first the first row to forecast
   * @param horizon how many rows to forecast
   * @return [horizon]
   */
  double[] forecast(double[] target, int first, int horizon);

  /** What was last stays. */
  static ForecastBaseline persistence() {
    return (target, first, horizon) -> {
      double[] forecast = new double[horizon];
      Arrays.fill(forecast, target[first - 1]);
      return forecast;
    };
  }

  /**
   * What was one season ago, or several where that has not been yet, comes again.
   *
   * @param season steps, at least 1 and at most as many as are known before the first forecast
   */
  static ForecastBaseline seasonalNaive(int season) {
    if (season < 1) {
      throw new IllegalArgumentException("a season has at least one step, not " + season);
    }
    return (target, first, horizon) -> {
      double[] forecast = new double[horizon];
      for (int step = 0; step < horizon; step++) {
        forecast[step] = target[first + step % season - season];
      }
      return forecast;
    };
  }
}
