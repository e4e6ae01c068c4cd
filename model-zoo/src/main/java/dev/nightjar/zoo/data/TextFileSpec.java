package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A user's file of text whose characters or words are to be predicted.
 *
 * @param file UTF-8
 * @param documents what of it is a document
 * @param split how it is divided
 * @param level what is predicted
 */
public record TextFileSpec(Path file, Documents documents, SplitSpec split, TextLevel level)
    implements DatasetSpec {

  /** Text whose characters are to be predicted. */
  public TextFileSpec(Path file, Documents documents, SplitSpec split) {
    this(file, documents, split, TextLevel.characters());
  }

  /** Characters, with the documents' own split. */
  public static TextFileSpec of(Path file, Documents documents) {
    return new TextFileSpec(file, documents, documents.split());
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.TOKENS;
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(file);
  }
}
