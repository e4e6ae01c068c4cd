package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A user's table of series of numbers, each with one answer.
 *
 * @param file UTF-8, a header line that names the columns, a row a step of a series
 * @param format how fields are separated
 * @param columns what is read at every step; empty for all other columns of numbers
 * @param seriesColumn the column that says which series a row belongs to
 * @param answerColumn the column of the answer, the same in all rows of a series
 * @param kind {@link DatasetKind#LABELLED_SERIES} if answers are labels, {@link
 *     DatasetKind#NUMBERS} if they are numbers
 * @param split how the series are divided
 */
public record SeriesFileSpec(
    Path file,
    TableFormat format,
    List<String> columns,
    String seriesColumn,
    String answerColumn,
    DatasetKind kind,
    SplitSpec split)
    implements DatasetSpec {

  /** The column of the series unless the experiment says otherwise. */
  public static final String DEFAULT_SERIES_COLUMN = "series";

  /** The column of the numbers to be answered unless the experiment says otherwise. */
  public static final String DEFAULT_TARGET_COLUMN = "target";

  /** Copies and checks. */
  public SeriesFileSpec {
    columns = List.copyOf(columns);
    if (kind != DatasetKind.LABELLED_SERIES && kind != DatasetKind.NUMBERS) {
      throw new IllegalArgumentException("series have a label or a number each, not " + kind);
    }
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(file);
  }
}
