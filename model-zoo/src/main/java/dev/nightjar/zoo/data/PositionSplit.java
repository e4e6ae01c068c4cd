package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a running text by position: the first share to train, the next to validate, the last to
 * test. What comes later is never trained on, as in use.
 */
final class PositionSplit {

  /** A part has a character to read and one to predict. */
  private static final int SHORTEST = 2;

  private PositionSplit() {}

  /**
   * The parts as one piece each; no test piece if its share is 0.
   *
   * @param name what the text is called, for messages
   * @throws DatasetException if a part with a share would have fewer than two characters
   */
  static Parts<String> divide(String name, String text, SplitSpec shares) {
    int length = text.codePointCount(0, text.length());
    int validationFrom = (int) Math.round(length * shares.train());
    int testFrom =
        shares.test() == 0
            ? length
            : (int) Math.round(length * (shares.train() + shares.validation()));
    List<String> problems = new ArrayList<>();
    check(problems, name, length, "train", shares.train(), validationFrom);
    check(problems, name, length, "validation", shares.validation(), testFrom - validationFrom);
    if (shares.test() > 0) {
      check(problems, name, length, "test", shares.test(), length - testFrom);
    }
    if (!problems.isEmpty()) {
      throw new DatasetException(problems);
    }
    int validationStart = text.offsetByCodePoints(0, validationFrom);
    int testStart = text.offsetByCodePoints(0, testFrom);
    return new Parts<>(
        List.of(text.substring(0, validationStart)),
        List.of(text.substring(validationStart, testStart)),
        shares.test() == 0 ? List.of() : List.of(text.substring(testStart)));
  }

  private static void check(
      List<String> problems, String name, int length, String part, double share, int characters) {
    if (characters < SHORTEST) {
      problems.add(
          name
              + ": the text is too short for its split: of "
              + length
              + " characters the "
              + part
              + " share "
              + share
              + " has "
              + characters
              + "; it needs at least "
              + SHORTEST
              + ": give more text or change dataset.split");
    }
  }
}
