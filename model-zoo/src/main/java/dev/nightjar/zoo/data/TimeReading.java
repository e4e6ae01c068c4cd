package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether the fields of a column are times, and follow each other.
 *
 * @param unread the first field that is no time; empty if all are
 * @param disorder what is wrong with the first row that does not come after the one before, with
 *     its place; empty if all do, or if not all are times
 */
record TimeReading(Optional<String> unread, Optional<String> disorder) {

  /** The fields of a column, with the line of each. */
  static TimeReading of(Path file, String column, List<Long> lines, List<String> fields) {
    FileProblems disorder = new FileProblems(file);
    TimeOrder order = new TimeOrder(disorder, column);
    for (int i = 0; i < fields.size(); i++) {
      if (!order.add(lines.get(i), fields.get(i))) {
        return new TimeReading(Optional.of(fields.get(i).strip()), Optional.empty());
      }
    }
    return new TimeReading(Optional.empty(), disorder.first());
  }

  boolean inOrder() {
    return unread.isEmpty() && disorder.isEmpty();
  }
}
