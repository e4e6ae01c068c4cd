package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * A user's file of text: UTF-8, either one running text or a document a line. A line end counts as
 * one character, be it written as on Unix or as on Windows.
 */
final class TextFile {

  private TextFile() {}

  /**
   * Loads and divides the file.
   *
   * @throws DatasetException if it cannot be read, is empty, or is too short to be divided
   */
  static TextCorpus load(TextFileSpec spec) {
    Path path = spec.file();
    String text = unixLines(Utf8File.read(path));
    if (text.isBlank()) {
      throw new DatasetException(path + ": the file is empty; it needs text to learn from");
    }
    String name = String.valueOf(path.getFileName());
    return switch (spec.documents()) {
      case ONE ->
          new TextCorpus(
              name,
              true,
              PositionSplit.divide(path.toString(), text, spec.split(), spec.level()),
              StableHash.ofTexts(List.of(text)),
              spec.level());
      case LINES -> lines(name, path, text, spec);
    };
  }

  private static TextCorpus lines(String name, Path path, String text, TextFileSpec spec) {
    List<String> documents = text.lines().filter(line -> !line.isBlank()).toList();
    if (new HashSet<>(documents).size() < 2) {
      throw new DatasetException(
          path
              + ": all its lines are alike; it needs at least two different ones, one to train and"
              + " one to validate on: if the whole file is one text, leave dataset.documents out");
    }
    return new TextCorpus(
        name,
        false,
        HashSplit.divide(documents, document -> document, spec.split()),
        StableHash.ofTexts(documents),
        spec.level());
  }

  static String unixLines(String text) {
    return text.replace("\r\n", "\n");
  }
}
