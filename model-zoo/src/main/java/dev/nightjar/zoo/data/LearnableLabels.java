package dev.nightjar.zoo.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Learning needs two labels, and of each an item to train and another to validate on. */
final class LearnableLabels {

  private LearnableLabels() {}

  /**
   * Adds a problem for what is missing.
   *
   * @param items at least one
   * @param content what an item is known by: items alike count as one
   * @param one what an item is called
   * @param many what several are called
   */
  static <T> void require(
      FileProblems problems,
      List<T> items,
      Function<T, String> label,
      Function<T, String> content,
      String one,
      String many) {
    Map<String, Set<String>> contents = new TreeMap<>();
    for (T item : items) {
      contents.computeIfAbsent(label.apply(item), key -> new TreeSet<>()).add(content.apply(item));
    }
    if (contents.size() == 1) {
      problems.addOfFile(
          "every "
              + one
              + " has the label \""
              + contents.keySet().iterator().next()
              + "\"; learning to tell labels apart needs at least two");
    }
    contents.forEach(
        (name, distinct) -> {
          if (distinct.size() == 1) {
            problems.addOfFile(
                "the label \""
                    + name
                    + "\" has one "
                    + one
                    + " only (equal ones count once); it needs one to train and one to validate on: add "
                    + many
                    + " or leave the label out");
          }
        });
  }
}
