package dev.nightjar.zoo.data;

import java.util.Optional;
import java.util.Set;

/**
 * What is known of a file before it is looked at.
 *
 * @param kinds what it may be; all kinds if nothing is known
 * @param answer the column that is to be learned: a label or a number; empty to find it
 */
public record DetectionHints(Set<DatasetKind> kinds, Optional<String> answer) {

  /** Nothing is known. */
  public static final DetectionHints NONE =
      new DetectionHints(Set.of(DatasetKind.values()), Optional.empty());

  /** Copies. */
  public DetectionHints {
    kinds = Set.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("a file is of some kind");
    }
  }

  boolean allows(DatasetKind kind) {
    return kinds.contains(kind);
  }

  boolean only(DatasetKind kind) {
    return kinds.size() == 1 && allows(kind);
  }
}
