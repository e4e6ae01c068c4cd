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
 * @param ascending whether the values are times that follow each other, numbers or dates
 */
record ColumnProfile(
    String name,
    int index,
    int rows,
    int blanks,
    int numbers,
    int distinct,
    double meanLength,
    boolean ascending) {

  static ColumnProfile of(Path file, String name, int index, List<List<String>> rows) {
    FileProblems disorder = new FileProblems(file);
    TimeOrder order = new TimeOrder(disorder, name);
    Set<String> distinct = new HashSet<>();
    int blanks = 0;
    int numbers = 0;
    long length = 0;
    for (List<String> row : rows) {
      String field = row.get(index).strip();
      blanks += field.isEmpty() ? 1 : 0;
      numbers += NumberField.parse(field).isPresent() ? 1 : 0;
      length += field.length();
      distinct.add(field);
      if (disorder.isEmpty()) { // One place suffices.
        order.add(0, field);
      }
    }
    return new ColumnProfile(
        name,
        index,
        rows.size(),
        blanks,
        numbers,
        distinct.size(),
        (double) length / rows.size(),
        disorder.isEmpty());
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

  /** What it holds in a few words, for messages. */
  String describe() {
    String what =
        numeric()
            ? ascending ? "ascending numbers" : "numbers"
            : ascending
                ? "dates in order"
                : numbers > 0 && numbers + blanks == rows
                    ? "numbers with " + blanks + " missing"
                    : distinct + " different texts";
    return "\"" + name + "\" (" + what + ")";
  }
}
