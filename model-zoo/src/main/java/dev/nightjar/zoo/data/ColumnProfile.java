package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a column of a table holds.
 *
 * @param name as in the header
 * @param index its place in the header, from 0
 * @param rows how many rows there are, at least 1
 * @param blanks how many rows have nothing there
 * @param numbers how many rows have a number there
 * @param distinct how many different values there are
 * @param meanLength characters a value
 * @param time whether the values are times that follow each other, numbers or dates
 */
record ColumnProfile(
    String name,
    int index,
    int rows,
    int blanks,
    int numbers,
    int distinct,
    double meanLength,
    TimeReading time) {

  static ColumnProfile of(Path file, String name, int index, List<Table.Row> rows) {
    Set<String> distinct = new HashSet<>();
    int blanks = 0;
    int numbers = 0;
    long length = 0;
    for (Table.Row row : rows) {
      String field = row.fields().get(index).strip();
      blanks += field.isEmpty() ? 1 : 0;
      numbers += NumberField.parse(field).isPresent() ? 1 : 0;
      length += field.length();
      distinct.add(field);
    }
    return new ColumnProfile(
        name,
        index,
        rows.size(),
        blanks,
        numbers,
        distinct.size(),
        (double) length / rows.size(),
        TimeReading.of(
            file,
            name,
            rows.stream().map(Table.Row::line).toList(),
            rows.stream().map(row -> row.fields().get(index)).toList()));
  }

  /** Whether its values are times that follow each other, numbers or dates. */
  boolean ascending() {
    return time.inOrder();
  }

  boolean full() {
    return blanks == 0;
  }

  /** Whether all its values are numbers. */
  boolean numeric() {
    return numbers == rows;
  }

  /** Whether it is called so, be it in capitals or not. */
  boolean named(Set<String> names) {
    return names.contains(name.strip().toLowerCase(Locale.ROOT));
  }

  /** Its name, for messages. */
  String quoted() {
    return "\"" + name + "\"";
  }

  /** What it holds in a few words, for messages. */
  String describe() {
    String what =
        numeric()
            ? ascending() ? "ascending numbers" : "numbers"
            : time.unread().isEmpty()
                ? ascending() ? "dates in order" : "dates out of order"
                : numbers > 0 && numbers + blanks == rows
                    ? "numbers with " + blanks + " missing"
                    : distinct + " different texts";
    return quoted() + " (" + what + ")";
  }
}
