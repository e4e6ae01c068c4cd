package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.CharacterVocabulary;
import dev.nightjar.zoo.data.Vocabulary;
import java.util.List;
import java.util.OptionalInt;

/** Tokens that are characters. */
final class CharacterText implements TokenText {
  private final CharacterVocabulary vocabulary;
  private final boolean running;
  private final int[] characters;

  CharacterText(CharacterVocabulary vocabulary, boolean running) {
    this.vocabulary = vocabulary;
    this.running = running;
    characters = vocabulary.characters().codePoints().toArray();
  }

  @Override
  public String unit() {
    return "character";
  }

  @Override
  public int size() {
    return vocabulary.size();
  }

  @Override
  public int[] read(String text) {
    return vocabulary.encodePiece(text);
  }

  @Override
  public List<String> unknown(String text) {
    return vocabulary.unknown(text);
  }

  @Override
  public int[] before() {
    return running ? new int[0] : new int[] {Vocabulary.START};
  }

  /** A running text goes on from a line break or a blank as if it had begun before. */
  @Override
  public int[] beginning() {
    if (!running) {
      return new int[0];
    }
    for (char c : new char[] {'\n', ' '}) {
      if (vocabulary.token(c) != Vocabulary.UNKNOWN) {
        return new int[] {vocabulary.token(c)};
      }
    }
    return new int[] {vocabulary.size() - 1};
  }

  @Override
  public String write(int... tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.appendCodePoint(characters[token - Vocabulary.RESERVED]);
    }
    return text.toString();
  }

  @Override
  public String continued(String prime, int... tokens) {
    return prime + write(tokens);
  }

  @Override
  public boolean readsUnknown() {
    return false;
  }

  @Override
  public boolean writable(int token) {
    return token >= Vocabulary.RESERVED;
  }

  @Override
  public OptionalInt end() {
    return running ? OptionalInt.empty() : OptionalInt.of(Vocabulary.END);
  }
}
