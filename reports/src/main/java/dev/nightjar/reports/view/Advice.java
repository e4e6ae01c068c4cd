package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to try next, each a sentence that says what it rests on. */
final class Advice {

  private static final int MOST = 4;

  /** Fewer good trials than this may lie anywhere by chance. */
  private static final int FEWEST_GOOD = 5;

  /** So near to the end of a range, as a share of it, is at its end. */
  private static final double EDGE = 0.15;

  /** So many of the good trials at one end of a range crowd there. */
  private static final double CROWD = 0.5;

  /** At one of a few values, more trials than at an end of a range are found by chance. */
  private static final double CROWD_OF_FEW = 0.75;

  /** A parameter of a smaller share of the variance hardly matters, if there are enough trials. */
  private static final double NEGLIGIBLE = 0.01;

  private static final int ENOUGH_TO_NEGLECT = 30;

  private Advice() {}

  static List<String> of(StudyView view, ImportancePanel importance) {
    List<String> advice = new ArrayList<>();
    failures(view).ifPresent(advice::add);
    List<Trial> ranked = view.ranked();
    List<Trial> good = ranked.subList(0, (ranked.size() + 3) / 4);
    if (good.size() >= FEWEST_GOOD) {
      for (Parameter parameter : view.varying()) {
        settled(parameter, good, view).or(() -> edge(parameter, good)).ifPresent(advice::add);
      }
    }
    length(view).ifPresent(advice::add);
    negligible(view, importance).ifPresent(advice::add);
    return advice.subList(0, Math.min(MOST, advice.size()));
  }

  private static Optional<String> failures(StudyView view) {
    int failed = view.count(TrialState.FAILED);
    return failed >= 2 && failed * 5 >= view.search().size()
        ? Optional.of(
            failed
                + " of "
                + Numbers.count(view.search().size(), "trial")
                + " failed: mend the cause above first, since each takes a trial from the search.")
        : Optional.empty();
  }

  /** A choice on which all good trials agree, though the others do not. */
  private static Optional<String> settled(Parameter parameter, List<Trial> good, StudyView view) {
    List<Object> values =
        good.stream().flatMap(t -> t.configuration().get(parameter.name()).stream()).toList();
    if (!(parameter instanceof CategoricalParameter)
        || values.size() < good.size()
        || values.stream().distinct().count() > 1) {
      return Optional.empty();
    }
    return Optional.of(
        "The best "
            + good.size()
            + " of "
            + view.ranked().size()
            + " trials all have "
            + parameter.name()
            + " "
            + Numbers.parameter(values.get(0))
            + ": fix it, and search the rest more finely.");
  }

  private static Optional<String> edge(Parameter parameter, List<Trial> good) {
    if (parameter instanceof CategoricalParameter) {
      return Optional.empty();
    }
    List<Double> units =
        good.stream()
            .flatMap(t -> t.configuration().get(parameter.name()).stream())
            .filter(parameter::contains)
            .map(parameter::toUnit)
            .toList();
    if (units.size() < FEWEST_GOOD) {
      return Optional.empty();
    }
    double first = parameter.toUnit(parameter.fromUnit(0));
    double last = parameter.toUnit(parameter.fromUnit(1));
    boolean few = parameter.cardinality().orElse(Long.MAX_VALUE) < 1 / EDGE;
    double margin = few ? 1e-9 : EDGE;
    long low = units.stream().filter(u -> u <= first + margin).count();
    long high = units.stream().filter(u -> u >= last - margin).count();
    if (Math.max(low, high) < (few ? CROWD_OF_FEW : CROWD) * units.size()) {
      return Optional.empty();
    }
    boolean up = high > low;
    return Optional.of(
        "The best values of "
            + parameter.name()
            + " crowd at the "
            + (up ? "upper" : "lower")
            + " end of its range, "
            + Numbers.parameter(parameter.fromUnit(up ? 1 : 0))
            + ": widen it if it may be "
            + (up ? "larger." : "smaller."));
  }

  private static Optional<String> length(StudyView view) {
    if (view.best().isEmpty() || view.inProgress() || view.ranked().size() < 10) {
      return Optional.empty();
    }
    int all = view.search().size();
    int best = view.best().get().number();
    long after = view.search().stream().filter(t -> t.number() > best).count();
    if (after * 10 <= all) {
      return Optional.of(
          "The best trial came among the last tenth: run the study on with more trials.");
    }
    return after * 2 >= all
        ? Optional.of(
            "The last "
                + Numbers.count(after, "trial")
                + " did not improve: change the space rather than search it longer.")
        : Optional.empty();
  }

  private static Optional<String> negligible(StudyView view, ImportancePanel importance) {
    List<String> names =
        importance.parameters().stream()
            .filter(b -> b.overall() < NEGLIGIBLE && b.amongBest() < 0.05)
            .map(ImportancePanel.Bar::name)
            .toList();
    if (names.isEmpty() || view.ranked().size() < ENOUGH_TO_NEGLECT) {
      return Optional.empty();
    }
    String some = names.stream().limit(3).collect(Collectors.joining(", "));
    String more = names.size() > 3 ? " and " + (names.size() - 3) + " more" : "";
    return Optional.of(
        some
            + more
            + (names.size() == 1 ? " hardly matters" : " hardly matter")
            + ": fix "
            + (names.size() == 1 ? "it" : "them")
            + " and spend the trials on the others.");
  }
}
