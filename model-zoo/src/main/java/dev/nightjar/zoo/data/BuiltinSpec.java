package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A data set that comes with Nightjar.
 *
 * @param dataset which
 * @param split how it is divided; empty exactly if its parts have fixed sizes
 * @param windows how much is read and forecast at once; empty exactly if it is no time series
 */
public record BuiltinSpec(
    Builtin dataset, Optional<SplitSpec> split, Optional<ForecastWindows> windows)
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
  }

  /** With its own windows, if it is a time series. */
  public BuiltinSpec(Builtin dataset, Optional<SplitSpec> split) {
    this(dataset, split, dataset.windows());
  }

  /** With its own split and windows. */
  public static BuiltinSpec of(Builtin dataset) {
    return new BuiltinSpec(dataset, dataset.split());
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
