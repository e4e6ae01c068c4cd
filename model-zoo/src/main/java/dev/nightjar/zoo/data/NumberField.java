package dev.nightjar.zoo.data;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A number as a field of a table. */
final class NumberField {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+");
  private static final int MAX_ECHO = 40;

  private NumberField() {}

  /** The number, if the field is one and not too large for the network's arithmetic. */
  static OptionalDouble parse(String field) {
    String digits = field.strip();
    if (!NUMBER.matcher(digits).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(digits);
    return Math.abs(number) <= Float.MAX_VALUE ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** Why a field is no number, and what to do: {@code is "x", not a number}. */
  static String explain(String field) {
    String text = field.strip();
    if (text.isEmpty()) {
      return "has no value";
    }
    String clipped = text.length() > MAX_ECHO ? text.substring(0, MAX_ECHO) + "…" : text;
    if (NUMBER.matcher(text).matches()) {
      return "is " + clipped + "; numbers are at most 3.4e38 here";
    }
    String hint = DECIMAL_COMMA.matcher(text).matches() ? "; write a point for the comma" : "";
    return "is \"" + clipped + "\", not a number" + hint;
  }
}
