package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.ValueAxis;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.List;

/**
 * A criterion as charts show it.
 *
 * @param criterion the criterion
 * @param column its column of the leaderboard
 * @param axis the axis on which the values of the completed trials lie, since those of trials cut
 *     short would flatten it; while none is completed, those of all that did not fail
 */
public record CriterionAxis(Criterion criterion, int column, ValueAxis axis) {

  /** The criteria of a study, the one that ranks first. */
  public static List<CriterionAxis> of(StudyView view, Leaderboard leaderboard) {
    List<Criterion> criteria = view.study().definition().criteria();
    List<CriterionAxis> axes = new ArrayList<>();
    for (int i = 0; i < criteria.size(); i++) {
      int index = i;
      List<Trial> compared =
          view.ranked().isEmpty()
              ? view.search().stream().filter(t -> t.state() != TrialState.FAILED).toList()
              : view.ranked();
      List<Double> values =
          compared.stream().flatMap(t -> view.value(t, index).stream().boxed()).toList();
      axes.add(
          new CriterionAxis(
              criteria.get(i),
              leaderboard.position(Column.Group.RESULT, criteria.get(i).metric()),
              ValueAxis.of(values, criteria.get(i).goal())));
    }
    return List.copyOf(axes);
  }
}
