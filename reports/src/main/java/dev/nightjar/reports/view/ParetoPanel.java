package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Hypervolume;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The trade-off between several criteria: the trials that no other one dominates, and the others
 * behind them.
 *
 * @param caption what the front is, as a sentence
 * @param metrics the criteria's names with their directions
 * @param members the front, from best to worst by the first criterion, or the beginning of a long
 *     one
 * @param note what of the front is not listed; empty if all is
 * @param chart the first two criteria, the second one across
 */
public record ParetoPanel(
    String caption, List<String> metrics, List<Member> members, String note, Chart chart) {

  /** So many of the front are listed; each of them has a page. */
  private static final int LISTED = 200;

  /** So many trials behind the front are drawn where no script draws all. */
  private static final int DRAWN = 1000;

  /**
   * A trial on the front.
   *
   * @param label its short name
   * @param page its page, from the report's folder
   * @param values one a criterion
   */
  public record Member(String label, String page, List<String> values) {}

  /** The trade-off; empty if there is one criterion only, or nothing completed. */
  public static Optional<ParetoPanel> of(StudyView view, List<CriterionAxis> axes) {
    if (axes.size() < 2 || view.ranked().isEmpty()) {
      return Optional.empty();
    }
    List<Member> members =
        view.front().stream()
            .limit(LISTED)
            .map(
                t ->
                    new Member(
                        view.label(t),
                        TrialPage.path(t.number()),
                        values(t).stream().map(Numbers::value).toList()))
            .toList();
    return Optional.of(
        new ParetoPanel(
            caption(view),
            axes.stream().map(a -> a.criterion().metric() + direction(a.criterion())).toList(),
            members,
            view.front().size() > LISTED
                ? "The first " + LISTED + " of " + view.front().size()
                : "",
            chart(view, axes)));
  }

  private static String direction(Criterion criterion) {
    return criterion.goal() == Goal.MINIMIZE ? " (lower is better)" : " (higher is better)";
  }

  private static String caption(StudyView view) {
    int front = view.front().size();
    String of = " of " + Numbers.count(view.ranked().size(), "completed trial");
    return front == 1
        ? "One trial" + of + " is the best by every criterion, so there is nothing to trade."
        : front
            + of
            + " are on the front: each is better than any other by one criterion at least, and"
            + " costs in another."
            + hypervolume(view);
  }

  /** What the front is worth as a whole; empty if that would take too long to reckon. */
  private static String hypervolume(StudyView view) {
    List<Criterion> criteria = view.study().definition().criteria();
    if (criteria.size() > 2 && view.front().size() > LISTED) {
      return "";
    }
    List<double[]> all = losses(criteria, view.ranked());
    double[] best = extremes(all, Math::min);
    double[] worst = extremes(all, Math::max);
    List<double[]> points =
        losses(criteria, view.front()).stream().map(losses -> inBox(losses, best, worst)).toList();
    return String.format(
        Locale.ROOT,
        " The front's hypervolume is %.3f of the box between the best and the worst value of each"
            + " criterion; 1 would be one trial that is the best by all.",
        Hypervolume.ofUnitCube(points));
  }

  private static List<double[]> losses(List<Criterion> criteria, List<Trial> trials) {
    return trials.stream()
        .map(t -> ParetoFront.losses(criteria, t.completed().orElseThrow()))
        .toList();
  }

  private static double[] extremes(List<double[]> losses, DoubleBinaryOperator extreme) {
    return IntStream.range(0, losses.get(0).length)
        .mapToDouble(i -> losses.stream().mapToDouble(l -> l[i]).reduce(extreme).orElseThrow())
        .toArray();
  }

  /** Each from 0, the best of all, to 1, the worst; 0 if all are equal. */
  private static double[] inBox(double[] losses, double[] best, double[] worst) {
    return IntStream.range(0, losses.length)
        .mapToDouble(i -> worst[i] > best[i] ? (losses[i] - best[i]) / (worst[i] - best[i]) : 0)
        .toArray();
  }

  private static List<Double> values(Trial trial) {
    return trial.completed().orElseThrow().values();
  }

  private static Chart chart(StudyView view, List<CriterionAxis> axes) {
    CriterionAxis y = axes.get(0);
    CriterionAxis x = axes.get(1);
    Chart.Builder chart = new Chart.Builder(x.axis().axis(), y.axis().axis());
    List<Trial> behind = view.ranked().stream().filter(t -> !view.onFront(t)).toList();
    for (Trial trial : Sampling.even(behind, DRAWN)) {
      dot(chart, view, trial, "dominated");
    }
    if (axes.size() == 2) {
      chart.line(steps(view.front()), "front", "the front");
    }
    view.front().forEach(trial -> dot(chart, view, trial, "front"));
    List<String> notes = new ArrayList<>();
    y.axis().note("trial").ifPresent(note -> notes.add(y.criterion().metric() + ": " + note));
    x.axis().note("trial").ifPresent(note -> notes.add(x.criterion().metric() + ": " + note));
    if (behind.size() > DRAWN) {
      notes.add("Without scripts, " + DRAWN + " of the trials behind the front are drawn");
    }
    return chart.build(
        "pareto-chart",
        "The "
            + y.criterion().metric()
            + " of the completed trials against their "
            + x.criterion().metric()
            + ". "
            + caption(view),
        x.criterion().metric(),
        y.criterion().metric(),
        notes);
  }

  private static void dot(Chart.Builder chart, StudyView view, Trial trial, String style) {
    List<Double> values = values(trial);
    String title =
        view.label(trial)
            + ": "
            + values.stream().map(Numbers::value).collect(Collectors.joining(", "));
    chart.dot(values.get(1), values.get(0), style, title);
  }

  /** From member to member by way of what both are at least as good as. */
  private static List<double[]> steps(List<Trial> front) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < front.size(); i++) {
      List<Double> values = values(front.get(i));
      if (i > 0) {
        points.add(new double[] {values(front.get(i - 1)).get(1), values.get(0)});
      }
      points.add(new double[] {values.get(1), values.get(0)});
    }
    return points;
  }
}
