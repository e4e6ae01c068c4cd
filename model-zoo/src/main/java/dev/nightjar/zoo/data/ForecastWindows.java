package dev.nightjar.zoo.data;

/**
 * What of a time series is read and forecast at once.
 *
 * @param window steps that the network reads, 1 to {@link #MAX_WINDOW} (inclusive)
 * @param horizon steps after the window that it forecasts, 1 to {@link #MAX_HORIZON} (inclusive):
 *     the next step, the one after it, and so on
 * @param difference whether every value is read as its difference from the window's last value of
 *     its column, and the forecast is the change from the target's last value (as NLinear of Zeng
 *     et al. 2023, "Are transformers effective for time series forecasting?"). What is learned then
 *     holds at any level, which a series with a trend needs: its later levels were never trained on
 */
public record ForecastWindows(int window, int horizon, boolean difference) {

  /** The longest window. */
  public static final int MAX_WINDOW = 10_000;

  /** The farthest horizon. */
  public static final int MAX_HORIZON = 1000;

  /** The next step from the last 32. */
  public static final ForecastWindows DEFAULT = new ForecastWindows(32, 1, false);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ForecastWindows {
    if (window < 1 || window > MAX_WINDOW || horizon < 1 || horizon > MAX_HORIZON) {
      throw new IllegalArgumentException(
          "a window of "
              + window
              + " and a horizon of "
              + horizon
              + " steps: allowed are 1 to "
              + MAX_WINDOW
              + " and 1 to "
              + MAX_HORIZON);
    }
  }
}
