package dev.nightjar.experiments.definition;

import java.util.ArrayList;
import java.util.List;

/** Finds where a part of a text stands in the file: quotes and escapes take room there. */
final class PartOfScalar {

  private PartOfScalar() {}

  /**
   * The place of a part; the whole scalar where it goes over several lines, or has escapes for
   * other characters than quotes and backslashes.
   *
   * @param index of the part in the scalar's text, from 0
   * @param width of the part
   */
  static Span span(YamlScalar scalar, int index, int width) {
    Span whole = scalar.span();
    List<Integer> columns = columns(whole.written(), scalar.text());
    if (index >= columns.size()) {
      return whole;
    }
    int last = Math.min(columns.size(), index + width) - 1;
    return new Span(
        whole.source(),
        whole.line(),
        whole.column() + columns.get(index),
        columns.get(last) - columns.get(index) + 1);
  }

  /** For each character of the text its offset in what is written; none if that is not sure. */
  private static List<Integer> columns(String written, String text) {
    boolean quoted = written.length() >= 2 && "'\"".indexOf(written.charAt(0)) >= 0;
    List<Integer> columns = new ArrayList<>();
    StringBuilder read = new StringBuilder();
    int end = quoted ? written.length() - 1 : written.length();
    for (int i = quoted ? 1 : 0; i < end; i++) {
      columns.add(i);
      boolean escape =
          quoted
              && (written.charAt(0) == '"' ? written.charAt(i) == '\\' : written.charAt(i) == '\'');
      i += escape ? 1 : 0;
      read.append(written.charAt(i));
    }
    return read.toString().equals(text) ? columns : List.of();
  }
}
