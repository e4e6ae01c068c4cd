package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cell of a table: what is shown, and what it is sorted by.
 *
 * @param text what is shown, raw
 * @param number the number behind the text; empty if it is text or missing
 * @param missing whether there is no value, so that it sorts last in either direction
 */
public record Cell(String text, OptionalDouble number, boolean missing) {

  /** What stands for a parameter that is inactive in a trial. */
  public static final String INACTIVE = "n/a";

  /** Text. */
  public static Cell text(String text) {
    return new Cell(text, OptionalDouble.empty(), false);
  }

  /** A number with its text; a number that is not finite counts as missing. */
  public static Cell number(double value, String text) {
    return Double.isFinite(value)
        ? new Cell(text, OptionalDouble.of(value), false)
        : new Cell(text, OptionalDouble.empty(), true);
  }

  /** A measured value in four digits, or a dash. */
  public static Cell metric(OptionalDouble value) {
    return value.isPresent()
        ? number(value.getAsDouble(), Numbers.value(value.getAsDouble()))
        : missing("–");
  }

  /** A parameter's value, or {@link #INACTIVE}. */
  public static Cell parameter(Optional<Object> value) {
    if (value.isEmpty()) {
      return missing(INACTIVE);
    }
    return value.get() instanceof Number n
        ? number(n.doubleValue(), Numbers.parameter(n))
        : text(String.valueOf(value.get()));
  }

  /** No value, with what is shown for it. */
  public static Cell missing(String shown) {
    return new Cell(shown, OptionalDouble.empty(), true);
  }
}
