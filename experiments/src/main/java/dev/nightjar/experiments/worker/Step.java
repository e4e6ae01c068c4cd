package dev.nightjar.experiments.worker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program has reached: a line of two numbers, {@code step value}.
 *
 * @param step counts from 1
 * @param value finite
 */
record Step(int step, double value) {

  private static final Pattern LINE =
      Pattern.compile(
          "\\s*([-+]?\\d{1,18})\\s+"
              + "([-+]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?|(?i:nan|inf|infinity)))\\s*");

  /**
   * The step of a line; empty if it is another line.
   *
   * @throws ProgramFailedException if it is a step as none can be
   */
  static Optional<Step> of(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long step = Long.parseLong(matcher.group(1));
    if (step < 1 || step > Integer.MAX_VALUE) {
      throw new ProgramFailedException(
          "the program reported step "
              + step
              + ", but steps are counted from 1 to "
              + Integer.MAX_VALUE);
    }
    String value = matcher.group(2);
    double number =
        Character.isLetter(value.charAt(value.length() - 1))
            ? Double.NaN
            : Double.parseDouble(value);
    if (!Double.isFinite(number)) {
      throw new ProgramFailedException(
          "the program reported " + value + " at step " + step + "; a value is a finite number");
    }
    return Optional.of(new Step((int) step, number));
  }
}
