package dev.nightjar.experiments.definition;

/**
 * A stretch of a line of a text.
 *
 * @param source the text
 * @param line from 0
 * @param column in code points, from 0
 * @param width in code points
 */
record Span(SourceText source, int line, int column, int width) {

  Place place() {
    return source.place(line, column, width);
  }

  /** What stands there, quotes included. */
  String written() {
    return source.written(line, column, width);
  }
}
