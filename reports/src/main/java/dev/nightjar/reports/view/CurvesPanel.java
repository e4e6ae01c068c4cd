package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.chart.ValueAxis;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The learning curves of the best trials, laid over each other.
 *
 * @param metric the metric shown first; empty text if no trial reported an epoch
 * @param axes metric name → its axis, in the order offered
 * @param curves best first
 * @param others those that scripts show when these are filtered out, in the order of merit
 * @param chart the figure of the first metric
 */
public record CurvesPanel(
    String metric,
    Map<String, ValueAxis> axes,
    List<Curve> curves,
    List<Curve> others,
    Chart chart) {

  /** How many trials are shown: as many as can be told apart. */
  public static final int TOP = 8;

  /** How many values of others are kept: a few megabytes. */
  private static final long OTHER_VALUES = 200_000;

  /**
   * A trial's curve.
   *
   * @param trial the trial
   * @param rank its place among those shown, from 1
   * @param label its short name
   */
  public record Curve(Trial trial, int rank, String label) {

    /** The page of the trial, from the report's folder. */
    public String page() {
      return TrialPage.path(trial.number());
    }
  }

  /** The curves of a study. */
  public static CurvesPanel of(StudyView view, Leaderboard leaderboard) {
    List<Curve> curves =
        view.ranked().stream()
            .filter(t -> !t.epochs().isEmpty())
            .limit(TOP)
            .map(t -> new Curve(t, view.rank(t).orElseThrow(), view.label(t)))
            .toList();
    Criterion criterion = view.criterion();
    TreeSet<String> names =
        curves.stream()
            .flatMap(c -> c.trial().epochs().stream())
            .flatMap(e -> e.metrics().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    String metric =
        names.contains(criterion.metric()) || names.isEmpty() ? criterion.metric() : names.first();
    Map<String, ValueAxis> axes = new LinkedHashMap<>();
    if (!names.isEmpty()) {
      axes.put(metric, axis(curves, metric, criterion));
    }
    names.forEach(name -> axes.computeIfAbsent(name, n -> axis(curves, n, criterion)));
    return new CurvesPanel(
        names.isEmpty() ? "" : metric,
        axes,
        curves,
        others(view, leaderboard, curves, Math.max(1, names.size())),
        chart(curves, metric, axes));
  }

  private static List<Curve> others(
      StudyView view, Leaderboard leaderboard, List<Curve> shown, int metrics) {
    Set<Integer> known = shown.stream().map(c -> c.trial().number()).collect(Collectors.toSet());
    List<Curve> others = new ArrayList<>();
    long values = 0;
    for (Row row : leaderboard.rows()) {
      Trial trial = row.trial();
      if (trial.epochs().isEmpty() || known.contains(trial.number())) {
        continue;
      }
      values += (long) metrics * trial.epochs().size();
      if (values > OTHER_VALUES) {
        break;
      }
      others.add(new Curve(trial, shown.size() + others.size() + 1, view.label(trial)));
    }
    return List.copyOf(others);
  }

  private static ValueAxis axis(List<Curve> curves, String metric, Criterion criterion) {
    List<Double> values =
        curves.stream()
            .flatMap(c -> c.trial().epochs().stream())
            .flatMap(e -> e.metric(metric).stream().boxed())
            .toList();
    return ValueAxis.of(values, goal(metric, criterion));
  }

  /** The direction of the criterion for its own metric; of others only losses are known. */
  static Goal goal(String metric, Criterion criterion) {
    return metric.equals(criterion.metric())
        ? criterion.goal()
        : metric.contains("accuracy") || metric.contains("f1") ? Goal.MAXIMIZE : Goal.MINIMIZE;
  }

  private static Chart chart(List<Curve> curves, String metric, Map<String, ValueAxis> axes) {
    int epochs =
        curves.stream()
            .flatMap(c -> c.trial().epochs().stream())
            .mapToInt(EpochReport::epoch)
            .max()
            .orElse(1);
    ValueAxis value = axes.getOrDefault(metric, ValueAxis.of(List.of(), Goal.MINIMIZE));
    Chart.Builder chart = new Chart.Builder(Axis.whole(1, epochs), value.axis());
    // The winner is drawn last, over the others.
    for (int i = curves.size() - 1; i >= 0; i--) {
      Curve curve = curves.get(i);
      chart.line(points(curve.trial(), metric), "rank-" + (i + 1), curve.label());
    }
    return chart.build(
        "curves-chart",
        "The " + metric + " by epoch of the " + Numbers.count(curves.size(), "best trial") + ".",
        "epoch",
        metric,
        value.note("value").stream().toList());
  }

  static List<double[]> points(Trial trial, String metric) {
    List<double[]> points = new ArrayList<>();
    for (EpochReport epoch : trial.epochs()) {
      points.add(new double[] {epoch.epoch(), epoch.metric(metric).orElse(Double.NaN)});
    }
    return points;
  }
}
