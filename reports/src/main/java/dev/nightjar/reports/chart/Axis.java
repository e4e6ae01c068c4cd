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

  /** Values are clamped to [-LARGEST, LARGEST], so that no range overflows. */
  private static final double LARGEST = 1e290;

  private static final double SMALLEST = 1e-290;

  /** A range narrower than this share of its values cannot be told apart on ticks' labels. */
  private static final double NARROWEST = 1e-9;

  /** Copies the ticks. */
  public Axis {
    ticks = List.copyOf(ticks);
  }

  /** A linear axis that begins and ends at round values around [low, high]. */
  public static Axis linear(double low, double high) {
    double first = clamp(low);
    double last = clamp(high);
    double size = Math.max(Math.abs(first), Math.abs(last));
    double pad = last - first <= NARROWEST * size ? Math.max(size * 0.1, 1e-6) : 0;
    double step = niceStep((last - first + 2 * pad) / INTERVALS);
    double min = Math.floor((first - pad) / step + 1e-9) * step;
    double max = Math.ceil((last + pad) / step - 1e-9) * step;
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
    double first = Math.max(low, SMALLEST);
    double last = Math.min(Math.max(high, first), LARGEST);
    double margin = Math.max(0.02 * (Math.log(last) - Math.log(first)), 0.05);
    double min = first * Math.exp(-margin);
    double max = last * Math.exp(margin);
    double decades = Math.log10(max) - Math.log10(min);
    double[] mantissas = decades > 4 ? new double[] {1} : new double[] {1, 2, 5};
    int every = (int) Math.max(1, Math.ceil(decades / 8));
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = (int) Math.floor(Math.log10(min));
        exponent <= Math.ceil(Math.log10(max));
        exponent++) {
      for (double mantissa : mantissas) {
        double value = mantissa * Math.pow(10, exponent);
        if (value >= min && value <= max && Math.floorMod(exponent, every) == 0) {
          ticks.add(new Tick(value, share(value, min, max), Numbers.shortest(value)));
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
    double at = log ? share(value, min, max) : (value - min) / (max - min);
    return Math.max(0, Math.min(1, at));
  }

  /** Whether a value lies on the axis, whose ends are rounded. */
  public boolean shows(double value) {
    double slack = NARROWEST * (max - min);
    return value >= min - slack && value <= max + slack;
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

  private static double clamp(double value) {
    return Math.max(-LARGEST, Math.min(LARGEST, value));
  }

  private static double share(double value, double min, double max) {
    return (Math.log(value) - Math.log(min)) / (Math.log(max) - Math.log(min));
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
