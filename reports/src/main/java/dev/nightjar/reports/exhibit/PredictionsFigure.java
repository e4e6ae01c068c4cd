package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers answered, over the true ones. */
final class PredictionsFigure {

  private PredictionsFigure() {}

  static Optional<Exhibit> read(String name, String title, JsonNode json) {
    JsonNode target = json.path("target");
    Optional<List<JsonNode>> arrays = Fields.array(json.path("pairs"), JsonNode::isArray);
    if (!target.isTextual() || arrays.isEmpty()) {
      return Optional.empty();
    }
    List<List<Double>> pairs = new ArrayList<>();
    for (JsonNode array : arrays.get()) {
      Optional<List<Double>> pair = Fields.numbers(array);
      if (pair.isEmpty() || pair.get().size() != 2) {
        return Optional.empty();
      }
      if (pair.get().stream().allMatch(Double::isFinite)) {
        pairs.add(pair.get());
      }
    }
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    double[] values =
        pairs.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).sorted().toArray();
    Axis axis = Axis.linear(values[0], values[values.length - 1]);
    Chart.Builder chart = new Chart.Builder(axis, axis);
    chart.line(
        List.of(new double[] {axis.min(), axis.min()}, new double[] {axis.max(), axis.max()}),
        "truth",
        "where the answer is the truth");
    for (List<Double> pair : pairs) {
      String says =
          "true " + Numbers.value(pair.get(0)) + ", answered " + Numbers.value(pair.get(1));
      chart.dot(pair.get(0), pair.get(1), "answer", says);
    }
    int all = json.path("of").asInt(pairs.size());
    return Optional.of(
        new Exhibit.Figure(
            name,
            title,
            "A mark is a sequence of the validation part; on the line the answer is the truth.",
            chart.build(
                name,
                Numbers.count(pairs.size(), "answer")
                    + " over the true values of "
                    + target.textValue(),
                "true " + target.textValue(),
                "answered",
                List.of()),
            List.of(),
            all > pairs.size()
                ? pairs.size() + " of " + Numbers.count(all, "sequence") + ", evenly chosen"
                : ""));
  }
}
