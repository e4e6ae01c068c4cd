package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where sequences come from.
 *
 * @param builtin the name of a built-in data set; empty if {@code path} is given
 * @param path the user's file; empty if {@code builtin} is given
 * @param format {@code tsv} or {@code csv}; empty takes it from the file's ending
 * @param textColumn the column of the sequences
 * @param labelColumn the column of the labels
 * @param split how the examples are divided
 */
public record DatasetSpec(
    Optional<String> builtin,
    Optional<Path> path,
    Optional<String> format,
    String textColumn,
    String labelColumn,
    SplitSpec split) {

  /** The text column unless the file says otherwise. */
  public static final String DEFAULT_TEXT_COLUMN = "text";

  /** The label column unless the file says otherwise. */
  public static final String DEFAULT_LABEL_COLUMN = "label";

  /**
   * Checks that there is exactly one source.
   *
   * @throws IllegalArgumentException if there is none, or two
   */
  public DatasetSpec {
    if (builtin.isPresent() == path.isPresent()) {
      throw new IllegalArgumentException(
          "a data set is either built in or a file: give one of both");
    }
  }

  /** A built-in data set with the default split. */
  public static DatasetSpec builtin(String name) {
    return new DatasetSpec(
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_TEXT_COLUMN,
        DEFAULT_LABEL_COLUMN,
        SplitSpec.DEFAULT);
  }

  /** A file with the default columns and split, its format taken from its ending. */
  public static DatasetSpec file(Path path) {
    return new DatasetSpec(
        Optional.empty(),
        Optional.of(path),
        Optional.empty(),
        DEFAULT_TEXT_COLUMN,
        DEFAULT_LABEL_COLUMN,
        SplitSpec.DEFAULT);
  }
}
