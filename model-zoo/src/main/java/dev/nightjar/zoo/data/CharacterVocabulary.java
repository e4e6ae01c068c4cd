package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Characters (Unicode code points) as token numbers. */
public final class CharacterVocabulary implements Vocabulary {

  private final int[] codePoints;
  private final Map<Integer, Integer> tokens = new HashMap<>();

  private CharacterVocabulary(int[] codePoints) {
    this.codePoints = codePoints;
    for (int i = 0; i < codePoints.length; i++) {
      tokens.put(codePoints[i], RESERVED + i);
    }
  }

  /** The characters of some texts, which must be those trained on. */
  public static CharacterVocabulary ofTexts(Collection<String> training) {
    BitSet seen = new BitSet();
    training.forEach(text -> text.codePoints().forEach(seen::set));
    return new CharacterVocabulary(seen.stream().toArray());
  }

  /**
   * The vocabulary whose characters are these, in this order; the inverse of {@link #characters}.
   */
  public static CharacterVocabulary ofCharacters(String characters) {
    return new CharacterVocabulary(characters.codePoints().toArray());
  }

  /** The characters, in the order of their tokens. */
  public String characters() {
    return new String(codePoints, 0, codePoints.length);
  }

  @Override
  public int size() {
    return RESERVED + codePoints.length;
  }

  /** The token of a character. */
  public int token(int codePoint) {
    return tokens.getOrDefault(codePoint, UNKNOWN);
  }

  @Override
  public int[] encodePiece(String text) {
    return text.codePoints().map(this::token).toArray();
  }

  @Override
  public List<String> unknown(String text) {
    return text.codePoints()
        .filter(c -> token(c) == UNKNOWN)
        .distinct()
        .mapToObj(Character::toString)
        .toList();
  }

  @Override
  public String describe() {
    return size() + " tokens";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharacterVocabulary v && Arrays.equals(codePoints, v.codePoints);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codePoints);
  }
}
