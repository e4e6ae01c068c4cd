package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Characters (Unicode code points) as token numbers. A text becomes its characters between a start
 * and an end token, since where a word begins and ends tells much about it.
 */
public final class Vocabulary {

  /** The token of padded places; never looked at. */
  public static final int PADDING = 0;

  /** The token of every character that the training part does not have. */
  public static final int UNKNOWN = 1;

  private static final int START = 2;
  private static final int END = 3;
  private static final int RESERVED = 4;

  private final int[] codePoints;
  private final Map<Integer, Integer> tokens = new HashMap<>();

  private Vocabulary(int[] codePoints) {
    this.codePoints = codePoints;
    for (int i = 0; i < codePoints.length; i++) {
      tokens.put(codePoints[i], RESERVED + i);
    }
  }

  /** The characters of some examples, which must be those trained on. */
  public static Vocabulary of(Collection<Example> training) {
    return new Vocabulary(
        training.stream().flatMapToInt(e -> e.text().codePoints()).distinct().sorted().toArray());
  }

  /**
   * The vocabulary whose characters are these, in this order; the inverse of {@link #characters}.
   */
  public static Vocabulary ofCharacters(String characters) {
    return new Vocabulary(characters.codePoints().toArray());
  }

  /** The characters, in the order of their tokens. */
  public String characters() {
    return new String(codePoints, 0, codePoints.length);
  }

  /** The number of tokens, the reserved ones included. */
  public int size() {
    return RESERVED + codePoints.length;
  }

  /** The tokens of a text: start, its characters, end. */
  public int[] encode(String text) {
    int[] characters = text.codePoints().toArray();
    int[] encoded = new int[characters.length + 2];
    encoded[0] = START;
    for (int i = 0; i < characters.length; i++) {
      encoded[i + 1] = tokens.getOrDefault(characters[i], UNKNOWN);
    }
    encoded[encoded.length - 1] = END;
    return encoded;
  }

  /** The examples as token sequences with the number of their label. */
  public List<TokenSequence> encode(Collection<Example> examples, List<String> labels) {
    return examples.stream()
        .map(e -> new TokenSequence(encode(e.text()), labels.indexOf(e.label())))
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary v && Arrays.equals(codePoints, v.codePoints);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codePoints);
  }
}
