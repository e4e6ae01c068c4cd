package dev.nightjar.experiments.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Text with places for the values of parameters: <code>--lr={learning_rate}</code>. A brace that is
 * meant as such is written twice.
 *
 * @param text as written
 */
public record Template(String text) {

  /** A stretch of the text: words, or the name of a parameter. */
  private record Piece(boolean parameter, String text) {}

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if the braces do not fit together; says which
   */
  public Template {
    pieces(text);
  }

  /** The parameters that are named. */
  public Set<String> parameters() {
    Set<String> names = new TreeSet<>();
    for (Piece piece : pieces(text)) {
      if (piece.parameter()) {
        names.add(piece.text());
      }
    }
    return names;
  }

  /**
   * The text with values in their places.
   *
   * @param values parameter → its value as text
   * @return empty if a parameter that is named has no value
   */
  public Optional<String> fill(Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    for (Piece piece : pieces(text)) {
      String words = piece.parameter() ? values.get(piece.text()) : piece.text();
      if (words == null) {
        return Optional.empty();
      }
      filled.append(words);
    }
    return Optional.of(filled.toString());
  }

  private static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean brace = c == '{' || c == '}';
      if (!brace || text.startsWith(String.valueOf(c) + c, i)) {
        words.append(c);
        i += brace ? 2 : 1;
      } else if (c == '}') {
        throw new IllegalArgumentException("a } that closes nothing");
      } else {
        int end = text.indexOf('}', i);
        String name = end < 0 ? "" : text.substring(i + 1, end);
        if (end < 0) {
          throw new IllegalArgumentException("a { that is not closed");
        } else if (name.isEmpty()) {
          throw new IllegalArgumentException("a {} without a parameter's name");
        }
        pieces.add(new Piece(false, words.toString()));
        pieces.add(new Piece(true, name));
        words.setLength(0);
        i = end + 1;
      }
    }
    pieces.add(new Piece(false, words.toString()));
    return pieces;
  }
}
