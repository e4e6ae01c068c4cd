package dev.nightjar.search.pruning;

/** Checks of options, named as experiment files name them. */
final class Require {

  private Require() {}

  static void atLeast(int least, int value, String option) {
    if (value < least) {
      throw new IllegalArgumentException(
          option + " is " + value + " but must be at least " + least);
    }
  }

  /** Bounds are inclusive; NaN is outside. */
  static void within(double low, double high, double value, String option) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          option + " is " + value + " but must be from " + low + " to " + high);
    }
  }
}
