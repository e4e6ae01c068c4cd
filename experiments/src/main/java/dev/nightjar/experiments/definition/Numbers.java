package dev.nightjar.experiments.definition;

import java.util.Locale;

/** Numbers in messages. */
final class Numbers {

  private Numbers() {}

  /** Without a fraction if it has none: {@code 3}, {@code 0.5}, {@code 1.0E-4}. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
