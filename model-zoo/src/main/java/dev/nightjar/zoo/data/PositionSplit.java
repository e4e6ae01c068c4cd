package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a running text by position: the first share to train, the next to validate, the last to
 * test. What comes later is never trained on, as in use. Shares are of characters, and no word is
 * cut where words are read.
 */
final class PositionSplit {

  /** A part has a token to read and one to predict. */
  private static final int SHORTEST = 2;

  private PositionSplit() {}

  /**
   * The parts as one piece each; no test piece if its share is 0.
   *
   * @param name what the text is called, for messages
   * @param level what a token is
   * @throws DatasetException if a part with a share would have fewer than two tokens
   */
  static Parts<String> divide(String name, String text, SplitSpec shares, TextLevel level) {
    int length = text.codePointCount(0, text.length());
    int validationFrom = cut(text, length * shares.train(), level);
    int testFrom =
        shares.test() == 0
            ? text.length()
            : cut(text, length * (shares.train() + shares.validation()), level);
    String train = text.substring(0, validationFrom);
    String validation = text.substring(validationFrom, testFrom);
    String test = text.substring(testFrom);
    List<String> problems = new ArrayList<>();
    check(problems, name, text, level, "train", shares.train(), train);
    check(problems, name, text, level, "validation", shares.validation(), validation);
    if (shares.test() > 0) {
      check(problems, name, text, level, "test", shares.test(), test);
    }
    if (!problems.isEmpty()) {
      throw new DatasetException(problems);
    }
    return new Parts<>(
        List.of(train), List.of(validation), shares.test() == 0 ? List.of() : List.of(test));
  }

  /** Where a part begins that has so many characters before it; words are left whole. */
  private static int cut(String text, double characters, TextLevel level) {
    int at = text.offsetByCodePoints(0, (int) Math.round(characters));
    if (level instanceof TextLevel.Words) {
      while (at > 0
          && at < text.length()
          && !Character.isWhitespace(text.charAt(at - 1))
          && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private static void check(
      List<String> problems,
      String name,
      String text,
      TextLevel level,
      String part,
      double share,
      String piece) {
    long tokens = level.count(piece);
    if (tokens < SHORTEST) {
      problems.add(
          name
              + ": the text is too short for its split: of "
              + level.count(text)
              + " "
              + level.units()
              + " the "
              + part
              + " share "
              + share
              + " has "
              + tokens
              + "; it needs at least "
              + SHORTEST
              + ": give more text or change dataset.split");
    }
  }
}
