package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A parameter of the space, and where along its range the good trials lie.
 *
 * @param name the parameter
 * @param kind float, int or choice
 * @param range its domain in words
 * @param condition when it is active, in words; empty if always
 * @param low the lower end of its range, or its first value
 * @param high the upper end of its range, or its last value
 * @param winner the winner's value, {@code n/a} if inactive there; empty if there is no winner
 * @param varies whether trials differ in it
 * @param ticks one a trial, the winner last
 */
public record ParameterStrip(
    String name,
    String kind,
    String range,
    String condition,
    String low,
    String high,
    String winner,
    boolean varies,
    List<TickMark> ticks) {

  /** So many good trials are drawn, and so many others. */
  private static final int LIMIT = 100;

  /**
   * A trial on the strip.
   *
   * @param x from the left, in percent with its sign
   * @param style {@code winner}, {@code good} (the best quarter) or {@code other}
   */
  public record TickMark(String x, String style) {}

  /** The parameters of a study in the order of its space. */
  public static List<ParameterStrip> of(StudyView view) {
    return view.study().definition().space().parameters().stream()
        .map(p -> strip(view, p))
        .toList();
  }

  private static ParameterStrip strip(StudyView view, Parameter parameter) {
    List<Trial> ranked = view.ranked();
    int good = (ranked.size() + 3) / 4;
    List<TickMark> ticks = new ArrayList<>();
    add(ticks, parameter, Sampling.even(ranked.subList(good, ranked.size()), LIMIT), "other");
    add(ticks, parameter, Sampling.even(ranked.subList(0, good), LIMIT), "good");
    add(ticks, parameter, view.winner().stream().toList(), "winner");
    String winner =
        view.winner()
            .map(t -> Cell.parameter(t.configuration().get(parameter.name())).text())
            .orElse("");
    return new ParameterStrip(
        parameter.name(),
        kind(parameter),
        range(parameter),
        parameter.condition().map(ParameterStrip::words).orElse(""),
        Numbers.firstLine(end(parameter, 0), 14),
        Numbers.firstLine(end(parameter, 1), 14),
        winner,
        view.varying().contains(parameter),
        List.copyOf(ticks));
  }

  private static void add(
      List<TickMark> ticks, Parameter parameter, List<Trial> trials, String style) {
    for (Trial trial : trials) {
      trial
          .configuration()
          .get(parameter.name())
          .filter(parameter::contains)
          .ifPresent(v -> ticks.add(new TickMark(Chart.across(place(parameter, v)), style)));
    }
  }

  /** The place on the strip; ends of the range at its ends, also for discrete parameters. */
  private static double place(Parameter parameter, Object value) {
    double unit = parameter.toUnit(value);
    if (parameter instanceof FloatParameter) {
      return unit;
    }
    double low = parameter.toUnit(parameter.fromUnit(0));
    double high = parameter.toUnit(parameter.fromUnit(1));
    return high > low ? (unit - low) / (high - low) : 0.5;
  }

  private static String end(Parameter parameter, double unit) {
    return Numbers.parameter(parameter.fromUnit(unit));
  }

  private static String kind(Parameter parameter) {
    if (parameter instanceof FloatParameter f) {
      return f.log() ? "float, log" : "float";
    }
    if (parameter instanceof IntParameter i) {
      return i.log() ? "int, log" : "int";
    }
    return "choice";
  }

  private static String range(Parameter parameter) {
    if (parameter instanceof CategoricalParameter c) {
      return c.values().stream().map(Numbers::parameter).collect(Collectors.joining(", "));
    }
    String step =
        parameter instanceof IntParameter i && i.step() > 1 ? ", in steps of " + i.step() : "";
    return end(parameter, 0) + " to " + end(parameter, 1) + step;
  }

  private static String words(Condition condition) {
    return condition.allowed().entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + (e.getValue().size() == 1 ? " is " : " is one of ")
                    + e.getValue().stream()
                        .map(Numbers::parameter)
                        .collect(Collectors.joining(", ")))
        .collect(Collectors.joining(" and "));
  }
}
