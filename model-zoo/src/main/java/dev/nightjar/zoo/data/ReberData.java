package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The built-in data set {@code reber}: strings of the {@link ReberGrammar}, each a document.
 * {@value #TRAIN} strings to train on, {@value #VALIDATION} to validate and {@value #TEST} to test,
 * drawn from the grammar, so that frequent strings stand there several times; in validation and
 * test strings that occur in a part before are passed over, so that what is measured there is the
 * grammar, not memory.
 */
final class ReberData {

  static final int TRAIN = 2000;
  static final int VALIDATION = 500;
  static final int TEST = 500;

  private static final long SEED = 1967;

  private ReberData() {}

  static TextCorpus load() {
    // Random's numbers are specified, so the strings are the same on every Java.
    Random random = new Random(SEED);
    Set<String> met = new HashSet<>();
    List<String> train = draw(random, TRAIN, met);
    List<String> validation = draw(random, VALIDATION, met);
    List<String> test = draw(random, TEST, met);
    return new TextCorpus(
        Builtin.REBER.label(),
        false,
        new Parts<>(train, validation, test),
        StableHash.ofTexts(Stream.of(train, validation, test).flatMap(List::stream).toList()));
  }

  /** Strings that earlier parts do not have; they are met afterwards. */
  private static List<String> draw(Random random, int count, Set<String> met) {
    List<String> strings = new ArrayList<>();
    while (strings.size() < count) {
      String string = ReberGrammar.draw(random);
      if (!met.contains(string)) {
        strings.add(string);
      }
    }
    met.addAll(strings);
    return strings;
  }
}
