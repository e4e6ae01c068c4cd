package dev.nightjar.app;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param name what was looked at
 * @param grade how it is
 * @param words what was seen
 * @param remedy how to mend it; empty text if there is nothing to mend
 */
record Finding(String name, Grade grade, String words, String remedy) {

  /** How good a finding is. */
  enum Grade {
    OK,
    WARNING,
    ERROR;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String name, String words) {
    return new Finding(name, Grade.OK, words, "");
  }

  static Finding warning(String name, String words, String remedy) {
    return new Finding(name, Grade.WARNING, words, remedy);
  }

  static Finding error(String name, String words, String remedy) {
    return new Finding(name, Grade.ERROR, words, remedy);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("state", grade.label());
    json.put("found", words);
    json.put("remedy", remedy);
    return json;
  }
}
