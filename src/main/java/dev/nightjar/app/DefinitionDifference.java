package dev.nightjar.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** In what two resolved definitions differ, for the error about a changed file. */
final class DefinitionDifference {

  /** Sections that may change between runs of a study. */
  private static final Set<String> FREE = Set.of("budget", "parallelism", "keep_models", "enqueue");

  private DefinitionDifference() {}

  /** Lines such as {@code training.epochs: 20 → 30}; empty if only free sections differ. */
  static List<String> between(String before, String after) {
    List<String> lines = new ArrayList<>();
    compare("", Json.parse(before), Json.parse(after), lines);
    return lines;
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<String> lines) {
    if (before.equals(after)) {
      return;
    }
    if (!before.isObject() || !after.isObject()) {
      lines.add(path + ": " + words(before) + " → " + words(after));
      return;
    }
    Set<String> names = new TreeSet<>();
    for (Iterator<String> it = before.fieldNames(); it.hasNext(); ) {
      names.add(it.next());
    }
    for (Iterator<String> it = after.fieldNames(); it.hasNext(); ) {
      names.add(it.next());
    }
    for (String name : names) {
      if (!(path.isEmpty() && FREE.contains(name))) {
        compare(
            path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), lines);
      }
    }
  }

  private static String words(JsonNode node) {
    return node.isMissingNode() ? "(absent)" : node.toString();
  }
}
