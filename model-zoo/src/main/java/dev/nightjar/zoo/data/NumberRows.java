package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The columns of numbers of a table. Which columns are read is either said, or found: a column
 * whose first value is a number is one of numbers, and all its values must be.
 */
final class NumberRows {

  private static final int FIRST_ROOM = 1024;

  /** A column that is read, or of which that is not known yet. */
  private static final class Column {
    private final int index;
    private final String name;
    private boolean decided;
    private final List<Long> missing = new ArrayList<>();
    private double[] values = new double[FIRST_ROOM];

    Column(int index, String name, boolean decided) {
      this.index = index;
      this.name = name;
      this.decided = decided;
    }
  }

  private final FileProblems problems;
  private final List<Column> columns = new ArrayList<>();
  private int rows;

  /**
   * Begins.
   *
   * @param header the table's columns
   * @param named the columns to read; empty for all columns of numbers
   * @param others columns that are no part of what is read, whatever they hold
   */
  NumberRows(FileProblems problems, List<String> header, List<String> named, Set<String> others) {
    this.problems = problems;
    for (String name : named) {
      if (!header.contains(name)) {
        problems.add(1, "there is no column \"" + name + "\"; the header has " + header);
      } else {
        columns.add(new Column(header.indexOf(name), name, true));
      }
    }
    if (named.isEmpty()) {
      for (int index = 0; index < header.size(); index++) {
        if (!others.contains(header.get(index))) {
          columns.add(new Column(index, header.get(index), false));
        }
      }
    }
  }

  void add(Table.Row row) {
    for (Column column : List.copyOf(columns)) {
      String field = row.fields().get(column.index);
      OptionalDouble number = NumberField.parse(field);
      if (!column.decided && field.isBlank()) {
        column.missing.add(row.line());
      } else if (!column.decided && number.isEmpty()) {
        columns.remove(column); // Its first value is none: it is a column of something else.
        continue;
      } else if (number.isEmpty()) {
        wrong(row.line(), column.name, field);
      } else if (!column.decided) {
        column.decided = true;
        column.missing.forEach(line -> wrong(line, column.name, ""));
      }
      if (rows == column.values.length) {
        column.values = Arrays.copyOf(column.values, 2 * rows);
      }
      column.values[rows] = number.orElse(0);
    }
    rows++;
  }

  private void wrong(long line, String column, String field) {
    String what = "\"" + column + "\" " + NumberField.explain(field);
    problems.add(
        line,
        field.isBlank()
            ? what + ": fill it in, remove the row, or leave the column out with dataset.columns"
            : what);
  }

  int rows() {
    return rows;
  }

  /** The names of the columns of numbers, in order, once all rows are added. */
  List<String> names() {
    return columns.stream().filter(column -> column.decided).map(column -> column.name).toList();
  }

  /** [columns][rows], once all rows are added. */
  double[][] values() {
    return columns.stream()
        .filter(column -> column.decided)
        .map(column -> Arrays.copyOf(column.values, rows))
        .toArray(double[][]::new);
  }
}
