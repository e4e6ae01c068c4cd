package dev.nightjar.zoo.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What columns are called, in small letters, that hold a text, a label or a number to be learned.
 */
final class ColumnNames {

  static final Set<String> TEXTS =
      Set.of("text", "message", "sentence", "review", "document", "content", "body", "comment");
  static final Set<String> LABELS =
      Set.of("label", "class", "category", "topic", "sentiment", "language", "tag", "intent");
  static final Set<String> TARGETS =
      Set.of("target", "value", "y", "sales", "price", "close", "demand", "load");

  private ColumnNames() {}

  /** The first column that has one of the names. */
  static Optional<ColumnProfile> first(List<ColumnProfile> columns, Set<String> names) {
    return columns.stream().filter(c -> c.named(names)).findFirst();
  }
}
