package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A data set that comes with Nightjar.
 *
 * @param dataset which
 * @param split how it is divided; empty exactly if its parts have fixed sizes
 */
public record BuiltinSpec(Builtin dataset, Optional<SplitSpec> split) implements DatasetSpec {

  /** Checks that there is a split exactly where the data set can be divided. */
  public BuiltinSpec {
    if (split.isPresent() != dataset.split().isPresent()) {
      throw new IllegalArgumentException(
          split.isPresent()
              ? "the parts of " + dataset.label() + " have fixed sizes: leave the split out"
              : dataset.label() + " needs a split, such as " + dataset.split().orElseThrow());
    }
  }

  /** With its own split. */
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
