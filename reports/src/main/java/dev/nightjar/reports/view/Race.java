package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.chart.ValueAxis;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Studies that optimise the same: how fast each came to its best value, by trials and by time.
 *
 * @param criterion what they optimise
 * @param axis the axis of their best values
 * @param runners one a study
 * @param chart the best so far by trials
 */
public record Race(Criterion criterion, ValueAxis axis, List<Runner> runners, Chart chart) {

  /**
   * A study's way to its best value.
   *
   * @param name the study
   * @param byTrial {trials so far, best so far} where it changed, and at the end
   * @param byTime {seconds so far, best so far} where it changed, and at the end
   */
  public record Runner(String name, List<double[]> byTrial, List<double[]> byTime) {}

  static Race of(List<StudyView> views, int number) {
    Criterion criterion = views.get(0).criterion();
    List<Runner> runners = views.stream().map(Race::runner).toList();
    List<Double> values = new ArrayList<>();
    runners.forEach(r -> r.byTrial().forEach(point -> values.add(point[1])));
    ValueAxis axis = ValueAxis.of(values, criterion.goal());
    int most = views.stream().mapToInt(v -> v.search().size()).max().orElse(1);
    Chart.Builder chart = new Chart.Builder(Axis.whole(0, Math.max(1, most)), axis.axis());
    for (int i = runners.size() - 1; i >= 0; i--) {
      chart.line(stairs(runners.get(i).byTrial()), style(i), runners.get(i).name());
    }
    return new Race(
        criterion,
        axis,
        runners,
        chart.build(
            "race-" + number,
            "The best " + criterion.metric() + " so far, by the number of trials, a line a study.",
            "trials",
            criterion.metric(),
            axis.note("value").stream().toList()));
  }

  /** The class of a study's line; after the eighth there are no further colours. */
  public static String style(int i) {
    return "rank-" + (i % 8 + 1);
  }

  private static Runner runner(StudyView view) {
    List<double[]> byTrial = new ArrayList<>();
    for (HistoryPanel.Best best : HistoryPanel.best(view)) {
      byTrial.add(new double[] {best.number() + 1, best.value()});
    }
    List<Trial> finished =
        view.completedByNumber().stream()
            .filter(t -> t.times().finished().isPresent())
            .sorted(Comparator.comparing(t -> t.times().finished().orElseThrow()))
            .toList();
    List<double[]> byTime = new ArrayList<>();
    double last = 0;
    for (Trial trial : finished) {
      double value = view.value(trial).orElseThrow();
      last = view.seconds(trial.times().finished().orElseThrow());
      if (byTime.isEmpty()
          || view.criterion().goal().better(value, byTime.get(byTime.size() - 1)[1])) {
        byTime.add(new double[] {last, value});
      }
    }
    if (!byTime.isEmpty() && byTime.get(byTime.size() - 1)[0] < last) {
      byTime.add(new double[] {last, byTime.get(byTime.size() - 1)[1]});
    }
    return new Runner(view.study().name(), List.copyOf(byTrial), List.copyOf(byTime));
  }

  private static List<double[]> stairs(List<double[]> points) {
    List<double[]> stairs = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i > 0) {
        stairs.add(new double[] {points.get(i)[0], points.get(i - 1)[1]});
      }
      stairs.add(points.get(i));
    }
    return stairs;
  }
}
