package dev.nightjar.reports.chart;

import dev.nightjar.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The range of values an axis shows and its ticks.
 *
 * @param min the value at its beginning (inclusive)
 * @param max the value at its end (inclusive), above {@code min}
 * @param log whether it is logarithmic
 * @param ticks at round values, ascending
 */
public record Axis(double min, double max, boolean log, List<Tick> ticks) {

  private static final int INTERVALS = 5;

  /** Copies the ticks. */
  public Axis {
    ticks = List.copyOf(ticks);
  }

  /** A linear axis that begins and ends at round values around [low, high]. */
  public static Axis linear(double low, double high) {
    double pad = low == high ? Math.max(Math.abs(low) * 0.1, 1e-6) : 0;
    double step = niceStep((high - low + 2 * pad) / INTERVALS);
    double min = Math.floor((low - pad) / step + 1e-9) * step;
    double max = Math.ceil((high + pad) / step - 1e-9) * step;
    List<Tick> ticks = new ArrayList<>();
    for (long i = Math.round(min / step); i <= Math.round(max / step); i++) {
      double value = i * step;
      ticks.add(new Tick(value, (value - min) / (max - min), Numbers.shortest(value)));
    }
    return new Axis(min, max, false, ticks);
  }

  /** An axis of whole numbers from exactly {@code low} to {@code high}, such as epochs. */
  public static Axis whole(int low, int high) {
    int end = Math.max(high, low + 1);
    int step = (int) Math.max(1, Math.round(niceStep((end - low) / (double) INTERVALS)));
    List<Tick> ticks = new ArrayList<>();
    for (int i = -Math.floorDiv(-low, step) * step; i <= end; i += step) {
      ticks.add(new Tick(i, (i - low) / (double) (end - low), Integer.toString(i)));
    }
    return new Axis(low, end, false, ticks);
  }

  /**
   * A logarithmic axis around [low, high].
   *
   * @throws IllegalArgumentException if {@code low} is not above 0
   */
  public static Axis log(double low, double high) {
    if (low <= 0) {
      throw new IllegalArgumentException("a logarithmic axis begins above 0, not at " + low);
    }
    double margin = Math.max(0.02 * Math.log(high / low), 0.05);
    double min = low * Math.exp(-margin);
    double max = high * Math.exp(margin);
    double decades = Math.log10(max / min);
    double[] mantissas = decades > 4 ? new double[] {1} : new double[] {1, 2, 5};
    int every = (int) Math.max(1, Math.ceil(decades / 8));
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = (int) Math.floor(Math.log10(min));
        exponent <= Math.ceil(Math.log10(max));
        exponent++) {
      for (double mantissa : mantissas) {
        double value = mantissa * Math.pow(10, exponent);
        if (value >= min && value <= max && Math.floorMod(exponent, every) == 0) {
          double at = Math.log(value / min) / Math.log(max / min);
          ticks.add(new Tick(value, at, Numbers.shortest(value)));
        }
      }
    }
    return new Axis(min, max, true, ticks);
  }

  /** Where a value lies, in [0, 1]; values beyond the axis lie at its nearer end. */
  public double at(double value) {
    if (log && value <= 0) {
      return 0;
    }
    double at = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
    return Math.max(0, Math.min(1, at));
  }

  /** Whether a value lies on the axis. */
  public boolean shows(double value) {
    return value >= min && value <= max;
  }

  /** The axis for scripts: range, scale, and ticks as {@code [value, label]}. */
  public String json() {
    return ticks.stream()
        .map(tick -> "[" + tick.value() + ",\"" + tick.label() + "\"]")
        .collect(
            Collectors.joining(
                ",",
                "{\"min\":" + min + ",\"max\":" + max + ",\"log\":" + log + ",\"ticks\":[",
                "]}"));
  }

  /** The smallest of 1, 2, 5 × 10ⁿ that is at least {@code raw}. */
  private static double niceStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double mantissa : new double[] {1, 2, 5}) {
      if (mantissa * power >= raw * (1 - 1e-9)) {
        return mantissa * power;
      }
    }
    return 10 * power;
  }
}
