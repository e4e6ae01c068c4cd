package dev.nightjar.zoo.model;

import dev.nightjar.zoo.text.Phrases;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.HashSet;
import java.util.Set;

/**
 * Puts words and punctuation together again with blanks where they are written by custom: none
 * before a comma, none after an opening bracket, none around a dash of two or more hyphens. A quote
 * that looks the same at both ends opens and closes in turn, anew in each paragraph.
 */
final class WordSpacing {
  private static final String CLOSING = ".,;:!?)]}%…’”»";
  private static final String OPENING = "([{“‘«$£€#@";
  private static final String JOINING = "—/";
  private static final String QUOTES = "\"'`_";

  private final StringBuilder text;

  /** Quotes that were opened and not closed. */
  private final Set<Character> open = new HashSet<>();

  /** Whether what comes next stands beside the text so far whatever it is. */
  private boolean adjoins = true;

  private WordSpacing(String beginning) {
    text = new StringBuilder(beginning);
  }

  /** What is written after a text, which stays as it is. */
  static WordSpacing after(String prime, WordTokenizer tokenizer) {
    WordSpacing spacing = new WordSpacing("");
    tokenizer.split(prime, spacing::append);
    spacing.text.setLength(0);
    spacing.text.append(prime);
    spacing.adjoins |= prime.isEmpty() || Character.isWhitespace(prime.charAt(prime.length() - 1));
    return spacing;
  }

  void append(String token) {
    char first = token.charAt(0);
    if (first == '\n') {
      text.append(token);
      adjoins = true;
      open.clear();
      return;
    }
    boolean quote = token.length() == 1 && QUOTES.indexOf(first) >= 0;
    boolean closes = quote && open.contains(first);
    boolean dash = token.startsWith("--") || JOINING.indexOf(first) >= 0;
    if (!adjoins && !closes && !dash && CLOSING.indexOf(first) < 0) {
      text.append(' ');
    }
    if (closes) {
      open.remove(first);
    } else if (quote) {
      open.add(first);
    }
    text.append(WordTokenizer.isWord(token) ? token.replace(Phrases.JOINT, ' ') : token);
    adjoins = dash || (quote && !closes) || OPENING.indexOf(first) >= 0;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
