package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A user's file of polyphonic music, as {@link MusicFile} reads it.
 *
 * @param file JSON in UTF-8
 * @param split how the pieces are divided; empty if the file says which part a piece is of, or for
 *     {@link SplitSpec#DEFAULT}
 */
public record MusicFileSpec(Path file, Optional<SplitSpec> split) implements DatasetSpec {

  /** Checks that nothing is missing. */
  public MusicFileSpec {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(split, "split");
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.MUSIC;
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(file);
  }
}
