package dev.nightjar.zoo.exhibit;

import dev.nightjar.zoo.data.NumberColumn;
import java.util.List;
import java.util.Locale;

/** Inputs as far as they fit into a line of a table. */
final class Shortened {

  private static final int CHARACTERS = 160;
  private static final int NUMBERS = 12;

  private Shortened() {}

  /** The beginning of a text. */
  static String text(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, CHARACTERS))
            + " … ("
            + length
            + " characters)";
  }

  /**
   * The first numbers of a series, in the units of the data.
   *
   * @param values [steps × columns], standardised by the columns
   */
  static String series(List<NumberColumn> columns, float... values) {
    StringBuilder line = new StringBuilder();
    int shown = Math.min(values.length, NUMBERS);
    for (int i = 0; i < shown; i++) {
      double value = columns.get(i % columns.size()).original(values[i]);
      line.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.4g", value));
    }
    if (shown < values.length) {
      int steps = values.length / columns.size();
      line.append(" … (").append(steps).append(" steps)");
    }
    return line.toString();
  }
}
