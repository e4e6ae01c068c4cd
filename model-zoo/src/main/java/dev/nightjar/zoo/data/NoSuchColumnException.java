package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.List;

/** A table does not have the column that somebody named. */
public final class NoSuchColumnException extends DatasetException {

  private final String name;
  private final List<String> columns;

  NoSuchColumnException(Path file, String name, List<String> columns) {
    super(file + ": there is no column \"" + name + "\"; the header has " + columns);
    this.name = name;
    this.columns = List.copyOf(columns);
  }

  /** What was asked for. */
  public String name() {
    return name;
  }

  /** The columns that there are, in the order of the header. */
  public List<String> columns() {
    return columns;
  }
}
