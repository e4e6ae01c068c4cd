package dev.nightjar.experiments.definition;

/**
 * Where a problem is.
 *
 * @param label what is printed before the message: {@code file:line:column}, {@code file:line},
 *     {@code file}, or {@code -S key=value}
 * @param line line in the experiment file, from 1; 0 if the place is not in it
 * @param column column in code points, from 1; 0 if the place has none
 * @param excerpt the line of text, shortened around the column if it is long; empty if there is
 *     none
 * @param caret offset of the caret in the excerpt, from 0
 * @param width number of carets; 0 prints the excerpt alone
 */
public record Place(String label, int line, int column, String excerpt, int caret, int width) {

  /** A place that is named and has no text to show. */
  public static Place named(String label) {
    return new Place(label, 0, 0, "", 0, 0);
  }

  /** A line of another file, shown without a caret. */
  public static Place line(String label, String excerpt) {
    return new Place(label, 0, 0, excerpt, 0, 0);
  }
}
