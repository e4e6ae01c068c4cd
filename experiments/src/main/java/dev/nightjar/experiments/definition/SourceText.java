package dev.nightjar.experiments.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A text that places in it can be shown of: the experiment file, or an override. */
final class SourceText {

  /** Longer lines are shortened around the place. */
  private static final int MAX_EXCERPT = 100;

  private static final int BEFORE_CARET = 40;

  private final String label;
  private final boolean file;
  private final String text;
  private final List<int[]> lines;

  private SourceText(String label, boolean file, String text) {
    this.label = label;
    this.file = file;
    this.text = text;
    List<int[]> split = new ArrayList<>();
    for (String line : text.split("\r\n|\n|\r", -1)) {
      split.add(line.codePoints().toArray());
    }
    this.lines = List.copyOf(split);
  }

  /** A file of that name and content. */
  static SourceText file(String name, String content) {
    return new SourceText(name, true, content);
  }

  /** The value of an override; its places are all the override itself. */
  static SourceText override(String key, String value) {
    return new SourceText("-S " + Words.clip(key) + "=" + Words.clip(value), false, value);
  }

  /** The value of an option of the command line; its places are all the option itself. */
  static SourceText option(String name, String value) {
    return new SourceText(name + " " + Words.clip(value), false, value);
  }

  String text() {
    return text;
  }

  /** What lies between two marks. */
  Span span(Optional<Mark> start, Optional<Mark> end) {
    int line = start.map(Mark::getLine).orElse(0);
    int column = start.map(Mark::getColumn).orElse(0);
    boolean oneLine = end.isPresent() && end.get().getLine() == line;
    return new Span(this, line, column, oneLine ? end.get().getColumn() - column : 1);
  }

  /** So many code points of a line, fewer if it ends before; line and column count from 0. */
  String written(int line, int column, int width) {
    int[] codePoints = line < lines.size() ? lines.get(line) : new int[0];
    int from = Math.min(column, codePoints.length);
    return new String(codePoints, from, Math.min(width, codePoints.length - from));
  }

  /** The beginning of the text. */
  Span start() {
    return new Span(this, 0, 0, 1);
  }

  /** The place of a number of code points of a line; line and column count from 0 here. */
  Place place(int line, int column, int width) {
    if (!file) {
      return Place.named(label);
    }
    int[] codePoints = line < lines.size() ? lines.get(line) : new int[0];
    Place shown = shown(label + ":" + (line + 1) + ":" + (column + 1), codePoints, column, width);
    return new Place(
        shown.label(), line + 1, column + 1, shown.excerpt(), shown.caret(), shown.width());
  }

  /**
   * A place in another file than the experiment's.
   *
   * @param where its name, line and column
   * @param text of the line, at least around the place
   * @param index of the place in the text, from 0
   */
  static Place foreign(String where, String text, int index) {
    int column = text.codePointCount(0, index);
    return shown(where, text.codePoints().toArray(), column, 1);
  }

  /** Shortens the line around the place. */
  private static Place shown(String where, int[] codePoints, int column, int width) {
    int from = 0;
    if (codePoints.length > MAX_EXCERPT && column > BEFORE_CARET) {
      from = Math.min(column, codePoints.length) - BEFORE_CARET;
    }
    int to = Math.min(codePoints.length, from + MAX_EXCERPT);
    StringBuilder excerpt = new StringBuilder(from > 0 ? "…" : "");
    for (int i = from; i < to; i++) {
      excerpt.appendCodePoint(Printable.codePoint(codePoints[i]));
    }
    if (to < codePoints.length) {
      excerpt.append('…');
    }
    int caret = Math.min(column, to) - from + (from > 0 ? 1 : 0);
    int carets = Math.max(1, Math.min(width, to - Math.min(column, to)));
    return new Place(where, 0, 0, excerpt.toString().stripTrailing(), caret, carets);
  }
}
