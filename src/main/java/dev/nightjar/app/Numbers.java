package dev.nightjar.app;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {

  private static final double LARGEST_COUNT = 1e9;

  private Numbers() {}

  /** Four significant digits, the same on every machine; counts of 100 and more whole. */
  static String value(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double magnitude = Math.abs(value);
    if (value == Math.rint(value) && magnitude >= 100 && magnitude < LARGEST_COUNT) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (magnitude != 0 && (magnitude < 1e-3 || magnitude >= 1e6)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int decimals = magnitude == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(magnitude)));
    return String.format(Locale.ROOT, "%." + Math.min(6, decimals) + "f", value);
  }

  /** A parameter's value: floats in four digits, everything else as it is. */
  static String parameter(Object value) {
    return value instanceof Double d ? value(d) : String.valueOf(value);
  }

  /** {@code 3.2 s}, {@code 4m05s}, {@code 7h12m}. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds % 3600 / 60);
  }
}
