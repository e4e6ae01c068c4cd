package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trials in the order of merit: completed ones by value, then those under way and the pruned
 * ones by their best epoch, then the failed ones.
 *
 * @param columns all columns, those hidden at first included
 * @param rows one a search trial
 * @param noise what is known of the noise of seeds, as a sentence; empty without finalists
 */
public record Leaderboard(List<Column> columns, List<Row> rows, String noise) {

  /** So many rows show without scripts; each of them has a page. */
  private static final int STILL = 200;

  /** A row of more parameters than this is wider than anybody reads. */
  private static final int PARAMETERS_SHOWN = 16;

  /** How many metrics besides the criteria are shown at first. */
  private static final int METRICS_SHOWN = 1;

  /** The leaderboard of a study. */
  public static Leaderboard of(StudyView view) {
    return of(view, List.of());
  }

  /**
   * The leaderboard of a study.
   *
   * @param important parameters, the most important first: if very many vary, these are shown first
   */
  public static Leaderboard of(StudyView view, List<String> important) {
    List<Column> columns = columns(view, shown(view, important));
    int winner = view.winner().map(Trial::number).orElse(-1);
    List<Row> rows =
        view.search().stream()
            .sorted(order(view))
            .map(
                trial ->
                    new Row(
                        trial,
                        trial.number() == winner,
                        columns.stream().map(c -> c.cell().apply(trial)).toList()))
            .toList();
    return new Leaderboard(columns, rows, noise(view));
  }

  /** The rows that show without scripts: all, or the first of very many. */
  public List<Row> still() {
    return rows.subList(0, Math.min(STILL, rows.size()));
  }

  /** The positions of the columns that are shown at first. */
  public List<Integer> shown() {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).shown()) {
        shown.add(i);
      }
    }
    return shown;
  }

  /** The position of the column of a criterion or parameter. */
  public int position(Column.Group group, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).group() == group && columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no column " + name + " of kind " + group);
  }

  private static String noise(StudyView view) {
    Optional<Standing> best = view.finalists().winner();
    OptionalDouble noise = noise(view, best);
    return noise.isEmpty()
        ? ""
        : "A training of a configuration as good as the best finalist’s, whose mean is "
            + Numbers.value(best.orElseThrow().mean().orElseThrow())
            + ", is worse than that by more than "
            + Numbers.value(noise.getAsDouble())
            + " once in twenty times at most, as the finalists’ seeds tell. What is so near to the mean, or"
            + " better, is within seed noise.";
  }

  private static OptionalDouble noise(StudyView view, Optional<Standing> best) {
    return best.isEmpty()
        ? OptionalDouble.empty()
        : view.finalists().noise().ofASingleTraining(best.get());
  }

  /**
   * Whether a trial's value is worse than the best finalist's mean by more than seeds explain. The
   * best value of the search is no measure: the best of many is better than what it stands for.
   */
  private static Cell againstTheBest(StudyView view, Standing best, double noise, Trial trial) {
    if (trial.completed().isEmpty()) {
      return Cell.missing("–");
    }
    Goal goal = view.criterion().goal();
    double loss = goal.loss(view.value(trial).orElseThrow());
    boolean within = loss - goal.loss(best.mean().orElseThrow()) <= noise;
    return Cell.text(within ? "within seed noise" : "worse");
  }

  private static Comparator<Trial> order(StudyView view) {
    return Comparator.<Trial>comparingInt(t -> place(t.state()))
        .thenComparingInt(t -> view.rank(t).orElse(0))
        .thenComparingDouble(
            t -> {
              OptionalDouble value = view.value(t);
              return value.isPresent()
                  ? view.criterion().goal().loss(value.getAsDouble())
                  : Double.POSITIVE_INFINITY;
            })
        .thenComparingInt(Trial::number);
  }

  private static int place(TrialState state) {
    return switch (state) {
      case COMPLETED -> 0;
      case RUNNING -> 1;
      case WAITING -> 2;
      case PRUNED -> 3;
      case FAILED -> 4;
    };
  }

  /** The parameters that are shown until the reader asks for others. */
  private static Set<String> shown(StudyView view, List<String> important) {
    List<String> varying = view.varying().stream().map(Parameter::name).toList();
    return varying.size() <= PARAMETERS_SHOWN
        ? Set.copyOf(varying)
        : Stream.concat(important.stream(), varying.stream())
            .distinct()
            .limit(PARAMETERS_SHOWN)
            .collect(Collectors.toSet());
  }

  private static List<Column> columns(StudyView view, Set<String> parametersShown) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        new Column(
            "Trial",
            "Trial",
            Column.Group.TRIAL,
            Column.Kind.TRIAL,
            false,
            true,
            t -> new Cell(view.label(t), OptionalDouble.of(t.number()), false)));
    columns.add(
        new Column(
            "Rank",
            "Rank",
            Column.Group.RESULT,
            Column.Kind.NUMBER,
            false,
            true,
            t ->
                view.rank(t).isPresent()
                    ? Cell.number(view.rank(t).getAsInt(), view.rank(t).getAsInt() + "")
                    : Cell.missing("–")));
    results(view, columns);
    for (Parameter parameter : view.study().definition().space().parameters()) {
      columns.add(
          new Column(
              shortName(parameter.name(), view),
              parameter.name(),
              Column.Group.PARAMETER,
              kind(parameter),
              false,
              parametersShown.contains(parameter.name()),
              t -> Cell.parameter(t.configuration().get(parameter.name()))));
    }
    details(view, columns);
    columns.add(hidden("Origin", t -> Cell.text(t.spec().origin())));
    columns.add(
        hidden("Worker", t -> t.worker().map(Cell::text).orElseGet(() -> Cell.missing("–"))));
    columns.add(hidden("Attempt", t -> Cell.number(t.spec().attempt(), t.spec().attempt() + "")));
    columns.add(
        hidden(
            "Cause",
            t ->
                StudyView.cause(t)
                    .map(cause -> Cell.text(Numbers.firstLine(cause, 160)))
                    .orElseGet(() -> Cell.missing("–"))));
    return List.copyOf(columns);
  }

  /** The name without its first part, such as {@code model.}, if no other then reads the same. */
  private static String shortName(String name, StudyView view) {
    String rest = name.substring(name.indexOf('.') + 1);
    boolean alone =
        view.study().definition().space().parameters().stream()
                .filter(p -> p.name().equals(rest) || p.name().endsWith("." + rest))
                .count()
            == 1;
    return alone && !rest.isBlank() ? rest : name;
  }

  private static void results(StudyView view, List<Column> columns) {
    List<Criterion> criteria = view.study().definition().criteria();
    for (int i = 0; i < criteria.size(); i++) {
      int index = i;
      columns.add(metric(criteria.get(i).metric(), true, t -> view.value(t, index)));
    }
    Optional<Standing> best = view.finalists().winner();
    noise(view, best)
        .ifPresent(
            noise ->
                columns.add(
                    new Column(
                        "Against the best",
                        "Against the best",
                        Column.Group.RESULT,
                        Column.Kind.TEXT,
                        false,
                        true,
                        t -> againstTheBest(view, best.orElseThrow(), noise, t))));
    columns.add(
        new Column(
            "Best epoch",
            "Best epoch",
            Column.Group.RESULT,
            Column.Kind.NUMBER,
            false,
            true,
            t -> epoch(view, t)));
    columns.add(
        new Column(
            "State",
            "State",
            Column.Group.TRIAL,
            Column.Kind.STATE,
            false,
            true,
            t -> Cell.text(t.state().label())));
  }

  private static void details(StudyView view, List<Column> columns) {
    List<Criterion> criteria = view.study().definition().criteria();
    columns.add(metric("At last epoch", true, t -> t.last(view.criterion().metric())));
    Set<String> others = new TreeSet<>();
    view.search()
        .forEach(
            t -> t.completed().ifPresent(completed -> others.addAll(completed.metrics().keySet())));
    criteria.forEach(criterion -> others.remove(criterion.metric()));
    int shown = 0;
    for (String name : others) {
      boolean show = !name.startsWith("training.") && shown < METRICS_SHOWN;
      shown += show ? 1 : 0;
      columns.add(
          metric(
              name,
              show,
              t ->
                  t.completed()
                      .map(c -> c.metrics().get(name))
                      .map(OptionalDouble::of)
                      .orElseGet(OptionalDouble::empty)));
    }
    columns.add(
        new Column(
            "Duration",
            "Duration",
            Column.Group.RESULT,
            Column.Kind.NUMBER,
            false,
            true,
            t ->
                t.state().finished()
                    ? Cell.number(
                        t.times().duration().toNanos() / 1e9,
                        Numbers.duration(t.times().duration()))
                    : Cell.missing("–")));
  }

  private static Cell epoch(StudyView view, Trial trial) {
    int epochs = trial.epochs().size();
    return view.bestEpoch(trial).isPresent()
        ? Cell.number(
            view.bestEpoch(trial).getAsInt(),
            view.bestEpoch(trial).getAsInt() + (epochs == 0 ? "" : " of " + epochs))
        : Cell.missing("–");
  }

  private static Column metric(String title, boolean shown, Function<Trial, OptionalDouble> value) {
    return new Column(
        title,
        title,
        Column.Group.RESULT,
        Column.Kind.NUMBER,
        true,
        shown,
        trial -> Cell.metric(value.apply(trial)));
  }

  /** Words are read from the left; choices among numbers are numbers. */
  private static Column.Kind kind(Parameter parameter) {
    return parameter instanceof CategoricalParameter choice
            && choice.values().stream().noneMatch(Number.class::isInstance)
        ? Column.Kind.TEXT
        : Column.Kind.NUMBER;
  }

  private static Column hidden(String title, Function<Trial, Cell> cell) {
    return new Column(title, title, Column.Group.TRIAL, Column.Kind.TEXT, false, false, cell);
  }
}
