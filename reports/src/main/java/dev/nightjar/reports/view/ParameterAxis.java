package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A parameter as charts show it: along an axis if it is a range, or one place a value if it is a
 * choice or a few whole numbers.
 *
 * @param name the parameter
 * @param title its short name
 * @param column its column of the leaderboard
 * @param varies whether trials differ in it
 * @param axis the axis of a range; empty where there are single values
 * @param values single values in their order; empty for a range
 */
public record ParameterAxis(
    String name,
    String title,
    int column,
    boolean varies,
    Optional<Axis> axis,
    List<String> values) {

  /** So many whole numbers still have a place each. */
  private static final int FEW_VALUES = 8;

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
    if (parameter instanceof IntParameter i && !few(i)) {
      return Optional.of(axis((double) i.min(), (double) i.max(), i.log()));
    }
    return Optional.empty();
  }

  private static boolean few(IntParameter parameter) {
    return parameter.cardinality().orElse(Long.MAX_VALUE) <= FEW_VALUES;
  }

  private static Axis axis(double low, double high, boolean log) {
    return log ? Axis.log(low, high) : Axis.linear(low, high);
  }

  private static List<String> values(Parameter parameter) {
    if (parameter instanceof CategoricalParameter c) {
      return c.values().stream().map(Numbers::parameter).toList();
    }
    return parameter instanceof IntParameter i && few(i)
        ? LongStream.range(0, i.cardinality().orElseThrow())
            .mapToObj(index -> Numbers.parameter(i.valueAt(index)))
            .toList()
        : List.of();
  }
}
