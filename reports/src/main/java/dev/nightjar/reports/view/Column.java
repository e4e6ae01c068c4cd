package dev.nightjar.reports.view;

import dev.nightjar.search.trial.Trial;
import java.util.function.Function;

/**
 * A column of the leaderboard.
 *
 * @param title the heading, raw
 * @param name the full name, where the heading is a shorter one
 * @param group what kind of thing it tells, for the list of columns to choose from
 * @param kind how it is shown and sorted
 * @param metric whether its numbers are measured values, which are shown in four digits
 * @param shown whether it is shown until the reader asks otherwise
 * @param cell the cell of a trial
 */
public record Column(
    String title,
    String name,
    Group group,
    Kind kind,
    boolean metric,
    boolean shown,
    Function<Trial, Cell> cell) {

  /** What a column tells of. */
  public enum Group {
    /** The trial itself: its number, its state, its times. */
    TRIAL("Trial"),

    /** What it was worth. */
    RESULT("Result"),

    /** What was tried. */
    PARAMETER("Parameters");

    private final String label;

    Group(String label) {
      this.label = label;
    }

    /** The heading in the list of columns. */
    public String label() {
      return label;
    }
  }

  /** How a column is shown and sorted. */
  public enum Kind {
    /** A trial's number, which links to its page. */
    TRIAL,

    /** A state, by its label. */
    STATE,

    /** A number, sorted by its size. */
    NUMBER,

    /** Anything else, sorted as text. */
    TEXT
  }

  /** The class its cells carry. */
  public String style() {
    return switch (kind) {
      case TRIAL -> "trial";
      case STATE -> "state-cell";
      case NUMBER -> "number";
      case TEXT -> "text";
    };
  }
}
