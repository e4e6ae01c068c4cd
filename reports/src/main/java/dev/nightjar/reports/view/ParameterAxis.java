package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * A parameter as charts show it: along an axis if it is a range, or one place a value if it is a
 * choice.
 *
 * @param name the parameter
 * @param title its short name
 * @param column its column of the leaderboard
 * @param varies whether trials differ in it
 * @param axis the axis of a range; empty for a choice
 * @param values the values of a choice, in the order given; empty for a range
 */
public record ParameterAxis(
    String name,
    String title,
    int column,
    boolean varies,
    Optional<Axis> axis,
    List<String> values) {

  /** The parameters of a study, in the order of its space. */
  public static List<ParameterAxis> of(StudyView view, Leaderboard leaderboard) {
    return view.study().definition().space().parameters().stream()
        .map(
            parameter -> {
              int column = leaderboard.position(Column.Group.PARAMETER, parameter.name());
              return new ParameterAxis(
                  parameter.name(),
                  leaderboard.columns().get(column).title(),
                  column,
                  view.varying().contains(parameter),
                  axis(parameter),
                  values(parameter));
            })
        .toList();
  }

  private static Optional<Axis> axis(Parameter parameter) {
    if (parameter instanceof FloatParameter f) {
      return Optional.of(axis(f.min(), f.max(), f.log()));
    }
    if (parameter instanceof IntParameter i) {
      return Optional.of(axis(i.min(), i.max(), i.log()));
    }
    return Optional.empty();
  }

  private static Axis axis(double low, double high, boolean log) {
    return log ? Axis.log(low, high) : Axis.linear(low, high);
  }

  private static List<String> values(Parameter parameter) {
    return parameter instanceof CategoricalParameter c
        ? c.values().stream().map(Numbers::parameter).toList()
        : List.of();
  }
}
