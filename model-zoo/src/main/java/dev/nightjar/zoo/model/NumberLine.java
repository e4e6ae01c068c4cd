package dev.nightjar.zoo.model;

import java.util.Arrays;
import java.util.List;

/** Numbers written in a line, separated by blanks, tabs, commas or semicolons. */
final class NumberLine {
  private NumberLine() {}

  /** What stands between the separators. */
  static List<String> words(String line) {
    return Arrays.stream(line.split("[\\s,;]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /**
   * The numbers of whole steps.
   *
   * @param width numbers a step
   * @throws InputException if there are none, or not whole steps, or something else than finite
   *     numbers
   */
  static float[] floats(String line, int width) {
    List<String> words = words(line);
    if (words.size() == 0 || words.size() % width != 0) {
      throw new InputException(
          words.size()
              + " numbers; the model reads "
              + width
              + " a step: give the numbers of one step after the other, "
              + (width == 1 ? "at least one" : "whole steps, at least one"));
    }
    float[] values = new float[words.size()];
    for (int i = 0; i < words.size(); i++) {
      values[i] = number(words.get(i));
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
    List<String> words = words(line);
    int[] tokens = new int[words.size()];
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).matches("\\d{1,9}") || Integer.parseInt(words.get(i)) >= bound) {
        throw new InputException(
            "'"
                + words.get(i)
                + "' is not a token; tokens are whole numbers from 0 to "
                + (bound - 1));
      }
      tokens[i] = Integer.parseInt(words.get(i));
    }
    return tokens;
  }
}
