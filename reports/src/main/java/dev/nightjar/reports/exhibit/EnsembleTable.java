package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which models answer together, and how much that is better than the best of them alone. */
final class EnsembleTable {

  private EnsembleTable() {}

  static Optional<Exhibit> read(String name, String title, JsonNode json) {
    Optional<List<JsonNode>> members = Fields.array(json.path("members"), JsonNode::isObject);
    if (members.isEmpty() || !json.path("value").isNumber() || !json.path("single").isNumber()) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode member : members.get()) {
      rows.add(
          List.of(
              "#" + member.path("trial").asInt(),
              String.valueOf(member.path("weight").asInt()),
              Numbers.value(member.path("value").asDouble(Double.NaN))));
    }
    String metric = json.path("metric").asText();
    boolean used = json.path("used").asBoolean();
    String lead =
        used && rows.size() == 1
            ? "No several networks are better together than one alone; so that one is the model"
                + " which is best on the validation part, and not the winner's."
            : together(json, metric, used);
    return Optional.of(
        new Exhibit.Table(
            name,
            title,
            lead,
            List.of("Trial", "Weight", metric),
            List.of(false, true, true),
            rows,
            ""));
  }

  private static String together(JsonNode json, String metric, boolean used) {
    return "Together they have "
        + metric
        + " "
        + Numbers.value(json.path("value").asDouble())
        + ", the best network alone "
        + Numbers.value(json.path("single").asDouble())
        + (used
            ? "; so all of them are the model, and their answers are averaged."
            : "; so the model is one network.");
  }

  /** The metrics on the test part of those that are the model; empty if they are not. */
  static Optional<Map<String, Double>> test(JsonNode json) {
    return json.path("used").asBoolean() ? Fields.metrics(json.path("test")) : Optional.empty();
  }
}
