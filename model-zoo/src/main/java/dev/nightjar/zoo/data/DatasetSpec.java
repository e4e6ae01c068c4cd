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

  /** The user's file; empty if the data set is built in. */
  Optional<Path> path();

  /** All files of the user; none if the data set is built in. */
  default List<Path> paths() {
    return path().stream().toList();
  }
}
