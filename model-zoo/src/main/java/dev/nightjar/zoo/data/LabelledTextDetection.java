package dev.nightjar.zoo.data;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the texts and the labels of a table. */
final class LabelledTextDetection {

  /** A column of numbers with more different values than this is no label. */
  static final int MOST_LABELS_IN_NUMBERS = 10;

  /** More numbers may be labels if somebody says so, and if each has this many rows on average. */
  private static final int FEWEST_ROWS_A_NUMBER = 10;

  private final ProfiledTable table;

  LabelledTextDetection(ProfiledTable table) {
    this.table = table;
  }

  /**
   * A column of texts and one of labels that repeat; empty if there are none.
   *
   * @param answer the column of the labels, if it is not to be found
   * @param disorder whether a column has times that are out of order
   * @throws DatasetException if there are texts, but the answer is no label
   */
  Optional<DetectedData> detect(Optional<ColumnProfile> answer, boolean disorder) {
    List<ColumnProfile> full = table.columns().stream().filter(ColumnProfile::full).toList();
    List<ColumnProfile> labels =
        full.stream()
            .filter(c -> c.distinct() > 1 && 2 * c.distinct() <= c.rows())
            .filter(c -> !c.numeric() || c.distinct() <= MOST_LABELS_IN_NUMBERS)
            .filter(c -> !TimeColumns.dates(c))
            .toList();
    Optional<ColumnProfile> label =
        answer.or(
            () ->
                ColumnNames.first(labels, ColumnNames.LABELS)
                    .or(() -> ColumnNames.first(labels, ColumnNames.TARGETS))
                    .or(() -> labels.stream().min(Comparator.comparing(ColumnProfile::distinct))));
    if (label.isEmpty()) {
      return Optional.empty();
    }
    List<ColumnProfile> texts =
        full.stream()
            .filter(c -> !c.equals(label.get()) && !c.numeric() && !TimeColumns.noText(c))
            .filter(c -> c.distinct() > 1)
            // Beside times, what repeats is the name of a shop or a product and no text.
            .filter(c -> !disorder || c.named(ColumnNames.TEXTS) || 2 * c.distinct() > c.rows())
            .toList();
    Optional<ColumnProfile> text =
        ColumnNames.first(texts, ColumnNames.TEXTS)
            .or(() -> texts.stream().max(Comparator.comparing(ColumnProfile::meanLength)));
    if (text.isPresent() && answer.isPresent()) {
      requireLabel(answer.get(), labels.stream().filter(c -> !c.equals(text.get())).toList());
    }
    return text.map(column -> labelledText(column, label.get()));
  }

  private DetectedData labelledText(ColumnProfile text, ColumnProfile label) {
    return new DetectedData(
        new LabelledFileSpec(
            table.file(), table.format(), text.name(), label.name(), SplitSpec.DEFAULT),
        List.of(
            label.quoted() + " has " + label.distinct() + " values in " + label.rows() + " rows",
            text.quoted()
                + " has "
                + text.distinct()
                + " different texts of "
                + Math.round(text.meanLength())
                + " characters on average"),
        List.of(
            "If other columns are meant, change text and label.",
            "To read words and not characters, write level: word."));
  }

  /** Says what an answer is that no text has twice; gaps are found where the rows are read. */
  private void requireLabel(ColumnProfile answer, List<ColumnProfile> labels) {
    boolean number =
        answer.numeric()
            && answer.distinct() > MOST_LABELS_IN_NUMBERS
            && FEWEST_ROWS_A_NUMBER * answer.distinct() > answer.rows();
    if (!answer.full() || (!number && 2 * answer.distinct() <= answer.rows())) {
      return;
    }
    throw new DatasetException(
        table.file()
            + ": "
            + answer.quoted()
            + " has "
            + answer.distinct()
            + " different "
            + (number ? "numbers" : "values")
            + " in "
            + answer.rows()
            + " rows"
            + (number ? ", and a number is not learned from text" : "")
            + ". A label repeats; "
            + (labels.isEmpty()
                ? "no column of the table could be one"
                : "--target could be "
                    + labels.stream()
                        .map(ColumnProfile::quoted)
                        .collect(Collectors.joining(", "))));
  }
}
