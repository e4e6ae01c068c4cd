package dev.nightjar.zoo.network;

/** Argument checks whose messages name the argument, its value and what is allowed. */
final class Checks {
  private Checks() {}

  static int atLeast(String name, int value, int min) {
    if (value < min) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be at least " + min);
    }
    return value;
  }

  static int between(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are " + min + " to " + max + " (inclusive)");
    }
    return value;
  }
}
