package dev.nightjar.search.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a parameter is active: every named parent is itself active and has one of the listed values.
 *
 * @param allowed parent name → the parent's values under which the parameter is active; neither the
 *     map nor a list is empty
 */
public record Condition(Map<String, List<Object>> allowed) {

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if no parent or no value is named
   */
  public Condition {
    if (allowed.isEmpty()) {
      throw new IllegalArgumentException("a condition needs at least one parent");
    }
    Map<String, List<Object>> copy = new LinkedHashMap<>();
    allowed.forEach(
        (parent, values) -> {
          if (values.isEmpty()) {
            throw new IllegalArgumentException("the condition on " + parent + " lists no value");
          }
          copy.put(parent, values.stream().map(Configuration::canonical).toList());
        });
    allowed = Collections.unmodifiableMap(copy);
  }

  /** A condition on one parent. */
  public static Condition on(String parent, Object... values) {
    return new Condition(Map.of(parent, List.of(values)));
  }

  /** Whether the values chosen so far (inactive parents absent) meet the condition. */
  public boolean holds(Map<String, Object> chosen) {
    for (Map.Entry<String, List<Object>> entry : allowed.entrySet()) {
      Object value = chosen.get(entry.getKey());
      if (value == null || !entry.getValue().contains(value)) {
        return false;
      }
    }
    return true;
  }
}
