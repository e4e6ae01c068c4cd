package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A user's file of series: a table in which all rows with the same id are the steps of one series,
 * in the order of the file, with one answer.
 */
final class SeriesFile {

  /** A series that is being read: where it began, its answer as written, and its rows. */
  private record Found(long line, String answer, List<Integer> rows) {}

  /**
   * A series.
   *
   * @param answer as written
   * @param values [steps × width]
   * @param key a hash of the values: series that are alike never fall into two parts
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Series(String answer, double[] values, String key) {}

  private final SeriesFileSpec spec;
  private final FileProblems problems;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final List<NumberRows> opened = new ArrayList<>();

  private SeriesFile(SeriesFileSpec spec) {
    this.spec = spec;
    this.problems = new FileProblems(spec.file());
  }

  static Dataset load(SeriesFileSpec spec) {
    return new SeriesFile(spec).load();
  }

  private Dataset load() {
    Table.read(spec.file(), spec.format(), problems, this::open);
    problems.throwIfAny();
    NumberRows rows = opened.get(0);
    if (rows.names().isEmpty()) {
      problems.addOfFile(
          rows.rows() == 0
              ? "there are no rows below the header line"
              : "no column has numbers, apart from the series' id and answer");
    }
    problems.throwIfAny();
    List<Series> series = series(rows);
    boolean labelled = spec.kind() == DatasetKind.LABELLED_SERIES;
    if (labelled) {
      LearnableLabels.require(problems, series, Series::answer, Series::key, "series", "series");
    } else if (series.stream().map(Series::key).distinct().count() < 2) {
      problems.addOfFile("there is only one series; it needs one to train and one to validate on");
    }
    problems.throwIfAny();
    return labelled ? labelled(rows.names(), series) : numbers(rows.names(), series);
  }

  private Consumer<Table.Row> open(List<String> header) {
    String answerKey = spec.kind() == DatasetKind.LABELLED_SERIES ? "label" : "target";
    int id = Table.column(problems, header, spec.seriesColumn(), "series");
    int answer = Table.column(problems, header, spec.answerColumn(), answerKey);
    for (String column : List.of(spec.seriesColumn(), spec.answerColumn())) {
      if (spec.columns().contains(column)) {
        problems.add(
            1, "\"" + column + "\" cannot be read as well: remove it from dataset.columns");
      }
    }
    NumberRows rows =
        new NumberRows(
            problems, header, spec.columns(), Set.of(spec.seriesColumn(), spec.answerColumn()));
    opened.add(rows);
    return row -> {
      step(row.line(), row.fields().get(id).strip(), row.fields().get(answer).strip(), rows.rows());
      rows.add(row);
    };
  }

  private void step(long line, String id, String answer, int row) {
    String named = "\"" + spec.answerColumn() + "\" ";
    boolean labelled = spec.kind() == DatasetKind.LABELLED_SERIES;
    if (id.isEmpty()) {
      problems.add(line, "\"" + spec.seriesColumn() + "\" has no value: say which series this is");
      return;
    }
    if (labelled ? answer.isEmpty() : NumberField.parse(answer).isEmpty()) {
      problems.add(line, named + NumberField.explain(answer));
      return;
    }
    Found series = found.computeIfAbsent(id, key -> new Found(line, answer, new ArrayList<>()));
    if (!sameAnswer(series.answer(), answer)) {
      problems.add(
          line,
          named
              + "is "
              + answer
              + ", but "
              + series.answer()
              + " in line "
              + series.line()
              + ": a series has one answer, the same in all its rows");
    }
    series.rows().add(row);
  }

  private boolean sameAnswer(String one, String other) {
    if (spec.kind() == DatasetKind.LABELLED_SERIES) {
      return one.equals(other);
    }
    OptionalDouble number = NumberField.parse(one);
    return number.equals(NumberField.parse(other));
  }

  private List<Series> series(NumberRows rows) {
    double[][] columns = rows.values();
    List<Series> series = new ArrayList<>();
    for (Found one : found.values()) {
      double[] values =
          one.rows().stream()
              .flatMapToDouble(row -> Arrays.stream(columns).mapToDouble(column -> column[row]))
              .toArray();
      series.add(
          new Series(one.answer(), values, StableHash.ofNumbers(List.of(), List.of(values))));
    }
    return series;
  }

  private LabelledSeries labelled(List<String> names, List<Series> series) {
    Parts<Series> parts = StratifiedSplit.divide(series, Series::answer, Series::key, spec.split());
    List<NumberColumn> columns = fit(names, parts.train());
    List<String> labels = series.stream().map(Series::answer).distinct().sorted().toList();
    return new LabelledSeries(
        name(),
        columns,
        labels,
        parts.map(
            one ->
                new LabelledSequence(
                    NumberColumn.scaled(columns, one.values()),
                    columns.size(),
                    labels.indexOf(one.answer()))),
        hash(names, series));
  }

  private NumberCorpus numbers(List<String> names, List<Series> series) {
    Parts<Series> parts = HashSplit.divide(series, Series::key, spec.split());
    List<NumberColumn> columns = fit(names, parts.train());
    NumberColumn.Fit targets = new NumberColumn.Fit();
    parts.train().forEach(one -> targets.add(target(one)));
    NumberColumn answer = targets.column(spec.answerColumn());
    return new NumberCorpus(
        name(),
        columns,
        answer,
        parts.map(
            one ->
                new NumberSequence(
                    NumberColumn.scaled(columns, one.values()),
                    columns.size(),
                    (float) answer.scaled(target(one)))),
        hash(names, series));
  }

  private String name() {
    return String.valueOf(spec.file().getFileName());
  }

  private static double target(Series series) {
    return NumberField.parse(series.answer()).orElseThrow();
  }

  private static List<NumberColumn> fit(List<String> names, List<Series> train) {
    int width = names.size();
    List<NumberColumn.Fit> fits =
        IntStream.range(0, width).mapToObj(i -> new NumberColumn.Fit()).toList();
    for (Series series : train) {
      for (int i = 0; i < series.values().length; i++) {
        fits.get(i % width).add(series.values()[i]);
      }
    }
    return IntStream.range(0, width).mapToObj(i -> fits.get(i).column(names.get(i))).toList();
  }

  private static String hash(List<String> names, List<Series> series) {
    return StableHash.ofTexts(
        Stream.concat(
                names.stream(), series.stream().flatMap(one -> Stream.of(one.answer(), one.key())))
            .toList());
  }
}
