package dev.nightjar.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** What a model came to on the test part, as it is kept and as it is told. */
final class TestMetrics {

  private TestMetrics() {}

  /** The metrics of a JSON object; none if it is missing. */
  static Map<String, Double> of(JsonNode json) {
    Map<String, Double> metrics = new TreeMap<>();
    json.properties().forEach(e -> metrics.put(e.getKey(), e.getValue().asDouble()));
    return metrics;
  }

  /**
   * A line for people, with its end; empty if there are no metrics.
   *
   * @param who whose they are, the beginning of the line with a space behind it; may be empty
   */
  static String line(String who, Map<String, Double> metrics) {
    if (metrics.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(who).append("on the test part, scored once:");
    new TreeMap<>(metrics)
        .forEach((name, v) -> text.append(' ').append(name).append(' ').append(Numbers.value(v)));
    return text.append(System.lineSeparator()).toString();
  }
}
