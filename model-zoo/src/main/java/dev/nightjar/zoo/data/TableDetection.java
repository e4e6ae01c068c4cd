package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out what a table is. In this order: series with an answer each, a time series, labelled
 * text, a time series without a column of times.
 */
final class TableDetection {

  private static final Set<String> SERIES =
      Set.of("series", "series_id", "id", "run", "sequence", "sequence_id", "unit", "session");

  /** A window takes no more than this part of the training rows. */
  private static final int ROWS_A_WINDOW = 4;

  private final ProfiledTable table;
  private final DetectionHints hints;

  /** A table of a file. */
  TableDetection(ProfiledTable table, DetectionHints hints) {
    this.table = table;
    this.hints = hints;
  }

  /**
   * What it is.
   *
   * @throws DatasetException if it fits no task; it says which columns were seen
   */
  DetectedData detect() {
    Optional<ColumnProfile> answer = hints.answer().map(table::column);
    TimeColumns times = new TimeColumns(table, answer);
    Optional<ColumnProfile> disorder =
        answeredOtherwise(answer) ? Optional.empty() : times.outOfOrder();
    return series(answer)
        .or(() -> timeSeries(answer, times, true))
        .or(
            () ->
                hints.allows(DatasetKind.LABELLED_TEXT)
                    ? new LabelledTextDetection(table).detect(answer, disorder.isPresent())
                    : Optional.empty())
        .or(
            () -> {
              disorder.ifPresent(this::requireNothingToForecast);
              return timeSeries(answer, times, false);
            })
        .orElseThrow(() -> new DatasetException(unknown(answer)));
  }

  /** Whether somebody has decided for what has nothing to do with the order of the rows. */
  private boolean answeredOtherwise(Optional<ColumnProfile> answer) {
    return !hints.allows(DatasetKind.TIME_SERIES) || answer.filter(a -> !a.numeric()).isPresent();
  }

  /** Rows that are not in order must not be forecast as if they were. */
  private void requireNothingToForecast(ColumnProfile disorder) {
    boolean numbers =
        table.columns().stream()
            .anyMatch(c -> c.numeric() && !c.equals(disorder) && c.distinct() > 1);
    if (numbers) {
      throw new DatasetException(
          disorder.time().disorder().orElseThrow()
              + "; if the table has several series, give a file each; if the order does not matter,"
              + " say with --task and --target what is learned");
    }
  }

  /** A column that says which series a row is of, and one that is the same in all rows of one. */
  private Optional<DetectedData> series(Optional<ColumnProfile> answer) {
    if (!hints.allows(DatasetKind.NUMBERS) && !hints.allows(DatasetKind.LABELLED_SERIES)) {
      return Optional.empty();
    }
    List<ColumnProfile> ids =
        table.columns().stream()
            .filter(c -> c.full() && c.distinct() > 1 && 2 * c.distinct() <= c.rows())
            .sorted(
                Comparator.comparing((ColumnProfile c) -> !c.named(SERIES))
                    .thenComparing(c -> -c.distinct()))
            .toList();
    for (ColumnProfile id : ids) {
      List<ColumnProfile> constant =
          table.columns().stream()
              .filter(c -> !c.equals(id) && c.full() && c.distinct() > 1 && table.constantIn(id, c))
              .toList();
      Optional<ColumnProfile> known =
          answer.isPresent()
              ? answer.filter(constant::contains)
              : ColumnNames.first(constant, ColumnNames.LABELS)
                  .or(() -> ColumnNames.first(constant, ColumnNames.TARGETS))
                  .or(() -> last(constant));
      if (known.isPresent()) {
        Optional<DetectedData> found = series(id, known.get(), constant);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<DetectedData> series(
      ColumnProfile id, ColumnProfile answer, List<ColumnProfile> constant) {
    List<String> read =
        table.columns().stream()
            .filter(
                c ->
                    c.numeric()
                        && !c.equals(id)
                        && !constant.contains(c)
                        && !TimeColumns.inOrder(c))
            .filter(c -> !table.countsIn(id, c))
            .map(ColumnProfile::name)
            .toList();
    boolean label =
        !answer.numeric()
            || hints.only(DatasetKind.LABELLED_SERIES)
            || !hints.allows(DatasetKind.NUMBERS)
            || (hints.allows(DatasetKind.LABELLED_SERIES)
                && answer.named(ColumnNames.LABELS)
                && answer.distinct() <= LabelledTextDetection.MOST_LABELS_IN_NUMBERS);
    DatasetKind kind = label ? DatasetKind.LABELLED_SERIES : DatasetKind.NUMBERS;
    if (read.isEmpty() || !hints.allows(kind)) {
      return Optional.empty();
    }
    return Optional.of(
        new DetectedData(
            new SeriesFileSpec(
                table.file(),
                table.format(),
                read,
                id.name(),
                answer.name(),
                kind,
                SplitSpec.DEFAULT),
            List.of(
                id.quoted()
                    + " has "
                    + id.distinct()
                    + " values in "
                    + id.rows()
                    + " rows: a series",
                answer.quoted() + " is the same in all rows of a series: its " + answerWord(label),
                "read at every step: " + String.join(", ", read)),
            List.of(
                "If another column is learned, change "
                    + answerWord(label)
                    + "; if other columns are read, change columns.",
                label
                    ? "If the answer is a number and not a label, use --task regression."
                    : "If the numbers are names of classes, use --task classification.")));
  }

  private static String answerWord(boolean label) {
    return label ? "label" : "target";
  }

  /**
   * A table of numbers in order.
   *
   * @param times the columns that may say when a row was
   * @param timed whether a column has to say when a row was
   */
  private Optional<DetectedData> timeSeries(
      Optional<ColumnProfile> answer, TimeColumns times, boolean timed) {
    if (!hints.allows(DatasetKind.TIME_SERIES)) {
      return Optional.empty();
    }
    Optional<ColumnProfile> time = times.inOrder();
    List<ColumnProfile> numbers =
        table.columns().stream()
            .filter(c -> c.numeric() && !time.equals(Optional.of(c)))
            .filter(c -> c.distinct() > 1)
            .toList();
    boolean text =
        table.columns().stream().anyMatch(c -> c.named(ColumnNames.TEXTS) && !c.numeric());
    Optional<ColumnProfile> target =
        answer.isPresent()
            ? answer.filter(numbers::contains)
            : ColumnNames.first(numbers, ColumnNames.TARGETS).or(() -> last(numbers));
    boolean unfit = timed && (time.isEmpty() || (text && !hints.only(DatasetKind.TIME_SERIES)));
    return unfit ? Optional.empty() : target.map(column -> timeSeries(times, numbers, column));
  }

  private DetectedData timeSeries(
      TimeColumns times, List<ColumnProfile> numbers, ColumnProfile target) {
    Optional<ColumnProfile> time = times.inOrder();
    ForecastWindows normal = ForecastWindows.DEFAULT;
    int train = (int) Math.round(table.rows().size() * SplitSpec.DEFAULT.train());
    int window = Math.max(1, Math.min(normal.window(), train / ROWS_A_WINDOW));
    List<String> read = numbers.stream().map(ColumnProfile::name).toList();
    List<String> reasons = new ArrayList<>();
    reasons.add(
        time.map(t -> t.quoted() + " says when a row was: its values follow each other")
            .orElseGet(times::whyNone));
    reasons.add("columns of numbers, read at every step: " + String.join(", ", read));
    if (numbers.size() > 1) {
      reasons.add(
          target.quoted()
              + " is forecast, "
              + (hints.answer().isPresent()
                  ? "as asked for"
                  : target.named(ColumnNames.TARGETS) ? "for its name" : "as the last of them"));
    }
    boolean moving = MovingLevel.of(table.numbers(target, train));
    if (moving) {
      reasons.add(
          target.quoted()
              + " comes to values that it never had before, so differences from the last one are"
              + " read and forecast");
    }
    List<String> missing =
        table.columns().stream()
            .filter(c -> !c.numeric() && c.numbers() > 0 && !time.equals(Optional.of(c)))
            .map(ColumnProfile::name)
            .toList();
    if (!missing.isEmpty()) {
      reasons.add(
          "left out, since not every row has a number there: " + String.join(", ", missing));
    }
    return new DetectedData(
        new TimeSeriesFileSpec(
            table.file(),
            table.format(),
            read,
            Optional.of(target.name()),
            time.map(ColumnProfile::name),
            new ForecastWindows(window, normal.horizon(), moving),
            SplitSpec.DEFAULT),
        reasons,
        List.of(
            "If another column is forecast, change target.",
            "window steps are read, horizon steps are forecast; "
                + (moving
                    ? "if the level comes back, write difference: false."
                    : "with a trend, write difference: true.")));
  }

  private static Optional<ColumnProfile> last(List<ColumnProfile> columns) {
    return columns.isEmpty() ? Optional.empty() : Optional.of(columns.get(columns.size() - 1));
  }

  private String unknown(Optional<ColumnProfile> answer) {
    return table.file()
        + ": its "
        + table.rows().size()
        + (table.rows().size() == 1 ? " row has" : " rows have")
        + " the columns "
        + table.columns().stream().map(ColumnProfile::describe).collect(Collectors.joining(", "))
        + answer.map(a -> "; with " + a.quoted() + " to be learned").orElse("")
        + ", which fit no task"
        + (hints.kinds().size() < DatasetKind.values().length ? " of the kind asked for" : "")
        + ". A table has a column of texts and one of labels that repeat (classification); or numbers"
        + " in the order of time (forecasting); or series: a column with their id, one with their"
        + " label or number, and numbers. Name what is learned with --target, or give --task";
  }
}
