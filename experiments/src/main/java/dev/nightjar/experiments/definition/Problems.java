package dev.nightjar.experiments.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that all of it can be said at once. */
final class Problems {

  private final Set<Problem> found = new LinkedHashSet<>();

  void add(Span span, String message, String... hints) {
    add(span, message, List.of(hints));
  }

  void add(Span span, String message, List<String> hints) {
    found.add(new Problem(span.place(), message, hints));
  }

  int count() {
    return found.size();
  }

  /**
   * Throws if anything was found: the problems of the file in its order, then those of overrides.
   */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparing((Problem p) -> p.place().line() == 0)
            .thenComparingInt(p -> p.place().line())
            .thenComparingInt(p -> p.place().column()));
    throw new ExperimentException(sorted);
  }

  /** Records that a key should not be there, if it is. */
  void refuse(Section section, String key, String message) {
    section.entry(key).ifPresent(e -> add(e.span(), message, "remove it"));
  }
}
