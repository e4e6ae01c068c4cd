package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A data set that comes with Nightjar.
 *
 * @param dataset which
 * @param split how it is divided; empty exactly if its parts have fixed sizes
 * @param windows how much is read and forecast at once; empty exactly if it is no time series
 * @param level what is predicted of a text; characters where it is no written text
 */
public record BuiltinSpec(
    Builtin dataset, Optional<SplitSpec> split, Optional<ForecastWindows> windows, TextLevel level)
    implements DatasetSpec {

  /** Checks that there are a split and windows exactly where the data set can have them. */
  public BuiltinSpec {
    if (split.isPresent() != dataset.split().isPresent()) {
      throw new IllegalArgumentException(
          split.isPresent()
              ? "the parts of " + dataset.label() + " have fixed sizes: leave the split out"
              : dataset.label() + " needs a split, such as " + dataset.split().orElseThrow());
    }
    if (windows.isPresent() != dataset.windows().isPresent()) {
      throw new IllegalArgumentException(
          windows.isPresent()
              ? dataset.label() + " is no time series: leave the windows out"
              : dataset.label() + " needs windows, such as " + dataset.windows().orElseThrow());
    }
    if (!dataset.isText() && !level.equals(TextLevel.characters())) {
      throw new IllegalArgumentException(
          dataset.label() + " is no written text: leave the level out");
    }
  }

  /** By characters, if it is a text. */
  public BuiltinSpec(
      Builtin dataset, Optional<SplitSpec> split, Optional<ForecastWindows> windows) {
    this(dataset, split, windows, TextLevel.characters());
  }

  /** With its own windows, if it is a time series. */
  public BuiltinSpec(Builtin dataset, Optional<SplitSpec> split) {
    this(dataset, split, dataset.windows());
  }

  /** With its own split and windows. */
  public static BuiltinSpec of(Builtin dataset) {
    return new BuiltinSpec(dataset, dataset.split());
  }

  /** With its own split and windows, but another level. */
  public static BuiltinSpec of(Builtin dataset, TextLevel level) {
    return new BuiltinSpec(dataset, dataset.split(), dataset.windows(), level);
  }

  @Override
  public DatasetKind kind() {
    return dataset.kind();
  }

  @Override
  public Optional<Path> path() {
    return Optional.empty();
  }
}
