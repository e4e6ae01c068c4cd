package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A user's table of labelled text.
 *
 * @param file UTF-8, a header line that names the columns, a row an example
 * @param format how fields are separated
 * @param textColumn the column of the sequences
 * @param labelColumn the column of the labels
 * @param split how the examples are divided
 * @param level what is read of a text at a step
 */
public record LabelledFileSpec(
    Path file,
    TableFormat format,
    String textColumn,
    String labelColumn,
    SplitSpec split,
    TextLevel level)
    implements DatasetSpec {

  /** The text column unless the experiment says otherwise. */
  public static final String DEFAULT_TEXT_COLUMN = "text";

  /** The label column unless the experiment says otherwise. */
  public static final String DEFAULT_LABEL_COLUMN = "label";

  /** Texts that are read by characters. */
  public LabelledFileSpec(
      Path file, TableFormat format, String textColumn, String labelColumn, SplitSpec split) {
    this(file, format, textColumn, labelColumn, split, TextLevel.characters());
  }

  /** The default columns and split, the format taken from the file's ending. */
  public static LabelledFileSpec of(Path file) {
    return new LabelledFileSpec(
        file,
        TableFormat.ofEnding(file),
        DEFAULT_TEXT_COLUMN,
        DEFAULT_LABEL_COLUMN,
        SplitSpec.DEFAULT);
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.LABELLED_TEXT;
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(file);
  }
}
