package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where sequences come from. */
public sealed interface DatasetSpec
    permits BuiltinSpec,
        LabelledFileSpec,
        TextFileSpec,
        SeriesFileSpec,
        TimeSeriesFileSpec,
        MusicFileSpec,
        IdxFileSpec {

  /** What the data set is made of. */
  DatasetKind kind();

  /** What of a text is read at a step; characters where no text is read. */
  default TextLevel level() {
    return TextLevel.characters();
  }

  /** The user's file; empty if the data set is built in. */
  Optional<Path> path();

  /** All files of the user; none if the data set is built in. */
  default List<Path> paths() {
    return path().stream().toList();
  }
}
