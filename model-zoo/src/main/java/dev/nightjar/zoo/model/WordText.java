package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.Vocabulary;
import dev.nightjar.zoo.data.WordVocabulary;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.List;
import java.util.OptionalInt;

/**
 * Tokens that are words and punctuation.
 *
 * @param vocabulary the words
 * @param running whether a text is a piece of a running one, without beginning and end
 */
record WordText(WordVocabulary vocabulary, boolean running) implements TokenText {
  @Override
  public String unit() {
    return "word";
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

  /** A running text goes on as after a paragraph, a line or a sentence. */
  @Override
  public int[] beginning() {
    if (!running) {
      return new int[0];
    }
    for (String end : List.of(WordTokenizer.PARAGRAPH, WordTokenizer.LINE, ".")) {
      if (vocabulary.token(end) != Vocabulary.UNKNOWN) {
        return new int[] {vocabulary.token(end)};
      }
    }
    return new int[] {Vocabulary.RESERVED}; // The most frequent word.
  }

  @Override
  public String write(int... tokens) {
    return continued("", tokens);
  }

  @Override
  public String continued(String prime, int... tokens) {
    WordSpacing text = WordSpacing.after(prime, vocabulary.tokenizer());
    for (int token : tokens) {
      text.append(vocabulary.word(token));
    }
    return text.toString();
  }

  @Override
  public boolean readsUnknown() {
    return true;
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
