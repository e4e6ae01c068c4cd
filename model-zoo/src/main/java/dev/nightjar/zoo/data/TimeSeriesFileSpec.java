package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A user's table of a time series.
 *
 * @param file UTF-8, a header line that names the columns, a row a step of time, in order
 * @param format how fields are separated
 * @param columns what is read at every step; empty for all columns of numbers. The target is read
 *     in any case
 * @param target what is forecast; empty if the table has one column of numbers only
 * @param time the column that says when a row was, whose order is checked; it is not read
 * @param windows how much is read and forecast at once
 * @param split how the rows are divided, in their order
 */
public record TimeSeriesFileSpec(
    Path file,
    TableFormat format,
    List<String> columns,
    Optional<String> target,
    Optional<String> time,
    ForecastWindows windows,
    SplitSpec split)
    implements DatasetSpec {

  /** Copies. */
  public TimeSeriesFileSpec {
    columns = List.copyOf(columns);
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.TIME_SERIES;
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(file);
  }
}
