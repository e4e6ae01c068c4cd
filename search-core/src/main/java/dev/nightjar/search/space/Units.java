package dev.nightjar.search.space;

import java.util.Locale;

/** Checks and scales shared by the parameters. */
final class Units {

  private Units() {}

  static double require(String name, double unit) {
    if (!(unit >= 0 && unit <= 1)) {
      throw new IllegalArgumentException(
          name + ": " + unit + " is outside the unit interval; allowed is [0, 1]");
    }
    return unit;
  }

  static String requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a parameter needs a name");
    }
    return name;
  }

  static IllegalArgumentException notInDomain(Parameter parameter, Object value) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s: %s is not a value of this parameter; allowed is %s",
            parameter.name(),
            value,
            parameter.describe()));
  }

  static double clamp(double value, double min, double max) {
    return Math.max(min, Math.min(max, value));
  }
}
