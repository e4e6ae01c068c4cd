package dev.nightjar.zoo.model;

import java.util.Arrays;

/** Numbers written in a line, separated by blanks, tabs, commas or semicolons. */
final class NumberLine {
  private NumberLine() {}

  private static String[] words(String line) {
    return Arrays.stream(line.split("[\\s,;]+", -1))
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }

  /**
   * The numbers of whole steps.
   *
   * @param width numbers a step
   * @throws InputException if there are none, or not whole steps, or something else than finite
   *     numbers
   */
  static float[] floats(String line, int width) {
    String[] words = words(line);
    if (words.length == 0 || words.length % width != 0) {
      throw new InputException(
          words.length
              + " numbers; the model reads "
              + width
              + " a step: give the numbers of one step after the other, "
              + (width == 1 ? "at least one" : "whole steps, at least one"));
    }
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = number(words[i]);
    }
    return values;
  }

  private static float number(String word) {
    try {
      float value = Float.parseFloat(word);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new InputException("'" + word + "' is not a number");
    }
    throw new InputException("'" + word + "' is not a finite number");
  }

  /**
   * Whole numbers below a bound; none is fine.
   *
   * @param bound above the largest allowed
   * @throws InputException if something else stands there
   */
  static int[] tokens(String line, int bound) {
    String[] words = words(line);
    int[] tokens = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      if (!words[i].matches("\\d{1,9}") || Integer.parseInt(words[i]) >= bound) {
        throw new InputException(
            "'" + words[i] + "' is not a token; tokens are whole numbers from 0 to " + (bound - 1));
      }
      tokens[i] = Integer.parseInt(words[i]);
    }
    return tokens;
  }
}
