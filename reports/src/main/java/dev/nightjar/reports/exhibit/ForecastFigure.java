package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A time series and how it was forecast. */
final class ForecastFigure {

  private ForecastFigure() {}

  static Optional<Exhibit> read(String name, String title, JsonNode json) {
    Optional<List<Double>> truth = Fields.numbers(json.path("truth"));
    Optional<List<Double>> next = Fields.numbers(json.path("next"));
    List<Double> last = Fields.numbers(json.path("last")).orElse(List.of());
    JsonNode target = json.path("target");
    JsonNode row = json.path("row");
    int horizon = json.path("horizon").asInt(0);
    int rows = json.path("rows").asInt(0);
    if (truth.isEmpty()
        || next.isEmpty()
        || truth.get().stream().noneMatch(Double::isFinite)
        || !target.isTextual()
        || !row.isInt()
        || row.intValue() < 0
        || row.intValue() > Integer.MAX_VALUE - truth.get().size()
        || horizon < 1) {
      return Optional.empty();
    }
    int first = row.intValue();
    int count = truth.get().size();
    double[] values =
        Stream.of(truth.get(), next.get(), last)
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    Chart.Builder chart =
        new Chart.Builder(
            Axis.whole(first, first + count - 1),
            Axis.linear(values[0], values[values.length - 1]));
    List<Exhibit.Figure.Key> legend = new ArrayList<>();
    legend.add(new Exhibit.Figure.Key("truth", "the truth"));
    chart.line(points(first, truth.get()), "truth", "the truth");
    if (!last.isEmpty()) {
      String far = "forecast " + horizon + " steps before";
      legend.add(new Exhibit.Figure.Key("far", far));
      chart.line(points(first, last), "far", far);
    }
    legend.add(new Exhibit.Figure.Key("forecast", "forecast a step before"));
    chart.line(points(first, next.get()), "forecast", "forecast a step before");
    return Optional.of(
        new Exhibit.Figure(
            name,
            title,
            "The validation part, which it was not trained on.",
            chart.build(
                name,
                target.textValue()
                    + " over "
                    + Numbers.count(count, "row")
                    + ", as it was and as it was forecast",
                "row",
                target.textValue(),
                List.of()),
            legend,
            rows > count ? "The first " + count + " of " + Numbers.count(rows, "row") : ""));
  }

  private static List<double[]> points(int first, List<Double> values) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      points.add(new double[] {first + i, values.get(i)});
    }
    return points;
  }
}
