package dev.nightjar.experiments.fuzz;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes the words of an error unfit for people. */
public final class ErrorText {

  /** A class with its package, or an exception without. */
  private static final Pattern CLASS =
      Pattern.compile("\\b(?:[a-z]\\w*\\.){2,}[A-Z]\\w*|\\b[A-Z]\\w*(?:Exception|Error)\\b");

  private static final Pattern NULL = Pattern.compile("\\bnull\\b");

  private ErrorText() {}

  /**
   * What is wrong with an error; empty if it is clear.
   *
   * @param error its text
   * @param input what it is about, which it may repeat
   */
  public static Optional<String> fault(String error, String input) {
    if (error.isBlank()) {
      return Optional.of("the error is empty");
    }
    Matcher named = CLASS.matcher(error);
    while (named.find()) {
      if (!input.contains(named.group())) {
        return Optional.of("the error names the class " + named.group());
      }
    }
    if (NULL.matcher(error).find() && !input.contains("null")) {
      return Optional.of("the error says null");
    }
    return error
        .codePoints()
        .filter(c -> c != '\n' && steers(c))
        .mapToObj(c -> String.format("the error holds the character U+%04X", c))
        .findFirst();
  }

  /** Whether a character could steer a terminal, or is half of one. */
  private static boolean steers(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
