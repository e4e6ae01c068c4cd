package dev.nightjar.zoo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The built-in books, each one running text: {@code dickens}, The Old Curiosity Shop (1,214,976
 * characters, 77 distinct), and {@code shakespeare}, Macbeth in the spelling of the First Folio
 * (100,320 characters, 65 distinct). Both are in the public domain and come from the test data of
 * Apache Crunch (Apache-2.0). The byte order mark is not part of the text, and a line end is one
 * character.
 */
final class Books {

  private Books() {}

  /** A book, divided by position. */
  static TextCorpus load(Builtin book, SplitSpec split, TextLevel level) {
    String resource =
        switch (book) {
          case DICKENS -> "/dickens.txt";
          case SHAKESPEARE -> "/shakes.txt";
          default -> throw new IllegalArgumentException(book.label() + " is no book");
        };
    String text = read(resource);
    return new TextCorpus(
        book.label(),
        true,
        PositionSplit.divide(book.label(), text, split, level),
        StableHash.ofTexts(List.of(text)),
        level);
  }

  private static String read(String resource) {
    try (InputStream in = Books.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("crunch-test, which has " + resource + ", is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return TextFile.unixLines(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " of crunch-test", e);
    }
  }
}
