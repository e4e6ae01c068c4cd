package dev.nightjar.zoo.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of a table that say when a row was, or are meant to. */
final class TimeColumns {

  private static final Set<String> NAMES =
      Set.of("time", "date", "datetime", "timestamp", "day", "week", "month", "year", "step", "t");

  /** Nobody writes a time in more characters; a text may be called "step", too. */
  private static final int LONGEST_TIME = 40;

  private final List<ColumnProfile> columns;

  /** The columns of a table without the one that is learned. */
  TimeColumns(ProfiledTable table, Optional<ColumnProfile> answer) {
    this.columns = table.columns().stream().filter(c -> !answer.equals(Optional.of(c))).toList();
  }

  /** A name that speaks of time, or dates; numbers in order alone may be anything. */
  static boolean inOrder(ColumnProfile column) {
    return column.ascending() && column.rows() > 1 && (column.named(NAMES) || !column.numeric());
  }

  /** Whether all its fields are dates, in order or not. */
  static boolean dates(ColumnProfile column) {
    return !column.numeric() && column.time().unread().isEmpty();
  }

  /** Whether it is a time by its fields or its name, which nobody learns to read as a text. */
  static boolean noText(ColumnProfile column) {
    return dates(column) || (column.named(NAMES) && column.meanLength() <= LONGEST_TIME);
  }

  /** The first that says when a row was. */
  Optional<ColumnProfile> inOrder() {
    return columns.stream().filter(TimeColumns::inOrder).findFirst();
  }

  /**
   * The first whose times do not follow each other, if none's do. Numbers in several columns, such
   * as year and month, are parts of one time: that one of them repeats says nothing.
   */
  Optional<ColumnProfile> outOfOrder() {
    boolean parts = columns.stream().filter(c -> c.named(NAMES)).count() > 1;
    return inOrder().isPresent()
        ? Optional.empty()
        : columns.stream()
            .filter(c -> c.distinct() > 1 && c.time().disorder().isPresent())
            .filter(c -> dates(c) || (c.named(NAMES) && !parts))
            .findFirst();
  }

  /** Why the rows are taken to be in order although no column says so. */
  String whyNone() {
    String unread =
        columns.stream()
            .filter(c -> c.named(NAMES) && c.time().unread().isPresent())
            .map(TimeColumns::unread)
            .collect(Collectors.joining("; "));
    return unread.isEmpty()
        ? "no column says when a row was, so the rows are taken to be in order"
        : unread + ": the rows are taken to be in order";
  }

  private static String unread(ColumnProfile column) {
    String field = column.time().unread().orElseThrow();
    String shown = field.length() > LONGEST_TIME ? field.substring(0, LONGEST_TIME) + "…" : field;
    return column.quoted()
        + " is not read as a time, since "
        + (field.isEmpty()
            ? "it has no value in some rows"
            : "\"" + shown + "\" is no ISO date (2022-01-31)");
  }
}
