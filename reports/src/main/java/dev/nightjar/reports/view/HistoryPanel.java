package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.chart.ValueAxis;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Every trial's value by its number, and the best so far.
 *
 * @param points one a trial
 * @param best where the best value changed, by number, and its value to the last trial
 * @param chart the figure
 * @param caption what the figure tells, as a sentence
 */
public record HistoryPanel(List<Point> points, List<Best> best, Chart chart, String caption) {

  /** So many trials are drawn where no script draws all. */
  private static final int DRAWN = 1000;

  /**
   * A trial in the history.
   *
   * @param number the trial
   * @param state where it stands
   * @param value its value, of a trial that did not complete the best so far; empty if it has none
   * @param label the trial's short name
   */
  public record Point(int number, TrialState state, OptionalDouble value, String label) {}

  /**
   * The best value after a trial.
   *
   * @param number the trial, or the last one of the study
   * @param value the best value of the completed trials up to it
   */
  public record Best(int number, double value) {}

  /** The history of a study. */
  public static HistoryPanel of(StudyView view) {
    List<Point> points =
        view.search().stream()
            .map(t -> new Point(t.number(), t.state(), shown(view, t), view.label(t)))
            .toList();
    List<Best> best = best(view);
    String metric = view.criterion().metric();
    ValueAxis value =
        ValueAxis.of(
            points.stream().flatMap(p -> p.value().stream().boxed()).toList(),
            view.criterion().goal());
    int last = points.isEmpty() ? 1 : points.get(points.size() - 1).number();
    Chart.Builder chart = new Chart.Builder(Axis.whole(0, last), value.axis());
    chart.line(steps(best), "best", "best so far");
    for (Point point : Sampling.even(points, DRAWN)) {
      String title = point.label() + ", " + point.state().label();
      if (point.value().isPresent()) {
        double v = point.value().getAsDouble();
        chart.dot(
            point.number(),
            v,
            point.state().label(),
            title + ": " + metric + " " + Numbers.value(v));
      } else if (point.state() == TrialState.FAILED) {
        chart.cross(point.number(), "failed", title);
      }
    }
    String caption = caption(view);
    return new HistoryPanel(
        points,
        best,
        chart.build(
            "history-chart",
            "The " + metric + " of every trial and the best so far. " + caption,
            "trial",
            metric,
            notes(value, points.size())),
        caption);
  }

  private static List<String> notes(ValueAxis value, int points) {
    List<String> notes = new ArrayList<>(value.note("trial").stream().toList());
    if (points > DRAWN) {
      notes.add("Without scripts, every " + Numbers.ordinal(points / DRAWN) + " trial is drawn");
    }
    return notes;
  }

  /** A failed trial is shown as failed, not at the value it had before it failed. */
  private static OptionalDouble shown(StudyView view, Trial trial) {
    return trial.state() == TrialState.FAILED ? OptionalDouble.empty() : view.value(trial);
  }

  /** Where the best value of a study changed, and its value at the last trial. */
  static List<Best> best(StudyView view) {
    Goal goal = view.criterion().goal();
    List<Best> best = new ArrayList<>();
    for (Trial trial : view.search()) {
      if (trial.completed().isPresent()) {
        double value = trial.completed().get().values().get(0);
        if (best.isEmpty() || goal.better(value, best.get(best.size() - 1).value())) {
          best.add(new Best(trial.number(), value));
        }
      }
    }
    int last = view.search().isEmpty() ? -1 : view.search().get(view.search().size() - 1).number();
    if (!best.isEmpty() && best.get(best.size() - 1).number() < last) {
      best.add(new Best(last, best.get(best.size() - 1).value()));
    }
    return List.copyOf(best);
  }

  private static List<double[]> steps(List<Best> best) {
    List<double[]> steps = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      if (i > 0) {
        steps.add(new double[] {best.get(i).number(), best.get(i - 1).value()});
      }
      steps.add(new double[] {best.get(i).number(), best.get(i).value()});
    }
    return steps;
  }

  private static String caption(StudyView view) {
    if (view.best().isEmpty()) {
      return "No trial has completed, so there is no best value yet.";
    }
    Trial best = view.best().get();
    long after = view.search().stream().filter(t -> t.number() > best.number()).count();
    String found = "The best value was found by trial #" + best.number();
    if (after == 0) {
      return found + ", the last one: a longer search may find better.";
    }
    return found + "; " + Numbers.count(after, "later trial") + " did not improve on it.";
  }
}
