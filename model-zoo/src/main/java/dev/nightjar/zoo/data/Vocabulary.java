package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Characters (Unicode code points) as token numbers. A text that stands for itself becomes its
 * characters between a start and an end token, since where a word begins and ends tells much about
 * it; a piece of a running text becomes its characters alone.
 */
public final class Vocabulary {

  /** The token of padded places; never looked at. */
  public static final int PADDING = 0;

  /** The token of every character that the training part does not have. */
  public static final int UNKNOWN = 1;

  /** The token before the first character of a text. */
  public static final int START = 2;

  /** The token after the last character of a text. */
  public static final int END = 3;

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
    return ofTexts(training.stream().map(Example::text).toList());
  }

  /** The characters of some texts, which must be those trained on. */
  public static Vocabulary ofTexts(Collection<String> training) {
    BitSet seen = new BitSet();
    training.forEach(text -> text.codePoints().forEach(seen::set));
    return new Vocabulary(seen.stream().toArray());
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

  /** The token of a character. */
  public int token(int codePoint) {
    return tokens.getOrDefault(codePoint, UNKNOWN);
  }

  /** The tokens of a text: start, its characters, end. */
  public int[] encode(String text) {
    int[] encoded = new int[text.codePointCount(0, text.length()) + 2];
    encoded[0] = START;
    encodeInto(encoded, 1, text);
    encoded[encoded.length - 1] = END;
    return encoded;
  }

  /** The tokens of a piece of a running text: its characters alone. */
  public int[] encodePiece(String text) {
    int[] encoded = new int[text.codePointCount(0, text.length())];
    encodeInto(encoded, 0, text);
    return encoded;
  }

  private void encodeInto(int[] encoded, int from, String text) {
    int place = from;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      encoded[place++] = token(codePoint);
      i += Character.charCount(codePoint);
    }
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
