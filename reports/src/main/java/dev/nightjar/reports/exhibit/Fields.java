package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The fields of JSON that may be somebody else's. */
final class Fields {

  private Fields() {}

  /** The elements of an array that are all of a kind; empty if it is something else. */
  static Optional<List<JsonNode>> array(JsonNode json, Predicate<JsonNode> kind) {
    if (!json.isArray()) {
      return Optional.empty();
    }
    List<JsonNode> elements = StreamSupport.stream(json.spliterator(), false).toList();
    return elements.stream().allMatch(kind) ? Optional.of(elements) : Optional.empty();
  }

  /** An array of texts. */
  static Optional<List<String>> texts(JsonNode json) {
    return array(json, JsonNode::isTextual)
        .map(nodes -> nodes.stream().map(JsonNode::textValue).toList());
  }

  /** An array of whole numbers from 0. */
  static Optional<List<Integer>> counts(JsonNode json) {
    return array(json, node -> node.isInt() && node.intValue() >= 0)
        .map(nodes -> nodes.stream().map(JsonNode::intValue).toList());
  }

  /** An array of numbers, NaN where there is none. */
  static Optional<List<Double>> numbers(JsonNode json) {
    return array(json, node -> node.isNumber() || node.isNull())
        .map(
            nodes ->
                new ArrayList<>(
                    nodes.stream().map(n -> n.isNull() ? Double.NaN : n.doubleValue()).toList()));
  }

  /** An object of numbers by name, in the order of the names. */
  static Optional<Map<String, Double>> metrics(JsonNode json) {
    if (!json.isObject()) {
      return Optional.empty();
    }
    Map<String, Double> metrics = new TreeMap<>();
    json.properties().forEach(e -> metrics.put(e.getKey(), e.getValue().asDouble()));
    return Optional.of(metrics);
  }

  /** A part of a whole in percent, such as {@code 62 %}. */
  static String percent(double part, double whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * part / whole);
  }

  /** A probability in percent with a digit more. */
  static String probability(JsonNode json) {
    return json.isNumber() ? String.format(Locale.ROOT, "%.1f %%", 100 * json.doubleValue()) : "–";
  }

  /** {@code 12 of 200 (6 %)}. */
  static String share(long part, long whole) {
    return Numbers.grouped(part)
        + " of "
        + Numbers.grouped(whole)
        + " ("
        + percent((double) part, (double) whole)
        + ")";
  }
}
