package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A user's table that is looked at before anybody knows what it is.
 *
 * @param file where it is
 * @param format how its fields are separated
 * @param columns what each column holds
 * @param rows the fields, at least one row
 */
record ProfiledTable(
    Path file, TableFormat format, List<ColumnProfile> columns, List<List<String>> rows) {

  /**
   * Reads a table whole.
   *
   * @throws DatasetException if it is none, or has no rows
   */
  static ProfiledTable read(Path file, TableFormat format) {
    FileProblems problems = new FileProblems(file);
    List<String> header = new ArrayList<>();
    List<Table.Row> rows = new ArrayList<>();
    Table.read(
        file,
        format,
        problems,
        names -> {
          header.addAll(names);
          return rows::add;
        });
    problems.throwIfAny();
    if (rows.isEmpty()) {
      throw new DatasetException(file + ": there are no rows below the header line " + header);
    }
    if (header.size() == 1 && header.get(0).contains(";")) {
      throw new DatasetException(
          file + ": its columns are separated by semicolons; save it with commas or tabs");
    }
    List<ColumnProfile> columns = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      columns.add(ColumnProfile.of(file, header.get(i), i, rows));
    }
    return new ProfiledTable(
        file, format, List.copyOf(columns), rows.stream().map(Table.Row::fields).toList());
  }

  /**
   * The column of a name.
   *
   * @throws DatasetException if there is none; it says which there are
   */
  ColumnProfile column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchColumnException(
                    file, name, columns.stream().map(ColumnProfile::name).toList()));
  }

  /** The first values of a column of numbers. */
  double[] numbers(ColumnProfile column, int count) {
    return rows.stream()
        .limit(count)
        .mapToDouble(row -> NumberField.parse(row.get(column.index())).orElseThrow())
        .toArray();
  }

  /** Whether a column is the same in all rows that have the same id. */
  boolean constantIn(ColumnProfile id, ColumnProfile column) {
    Map<String, String> first = new HashMap<>();
    return rows.stream()
        .allMatch(
            row -> {
              String value = row.get(column.index()).strip();
              return value.equals(first.computeIfAbsent(row.get(id.index()).strip(), key -> value));
            });
  }

  /** Whether a column of numbers does nothing but count the rows that have the same id. */
  boolean countsIn(ColumnProfile id, ColumnProfile column) {
    Map<String, Double> last = new HashMap<>();
    return rows.stream()
            .allMatch(
                row -> {
                  double value = NumberField.parse(row.get(column.index())).orElseThrow();
                  Double before = last.put(row.get(id.index()).strip(), value);
                  return before == null || value == before + 1;
                })
        && last.size() < rows.size();
  }
}
