package dev.nightjar.zoo.data;

import dev.nightjar.zoo.text.Phrases;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Words, punctuation and phrases as token numbers, the most frequent one first. Words that belong
 * to a phrase of the vocabulary are read as that phrase.
 */
public final class WordVocabulary implements Vocabulary {

  private final WordTokenizer tokenizer;
  private final List<String> words;
  private final Map<String, Integer> tokens = new HashMap<>();
  private final boolean hasPhrases;

  /**
   * A vocabulary.
   *
   * @param tokenizer how text is cut into words
   * @param words in the order of their tokens, none twice, none empty
   * @throws IllegalArgumentException if one is empty or comes twice
   */
  public WordVocabulary(WordTokenizer tokenizer, List<String> words) {
    this.tokenizer = tokenizer;
    this.words = List.copyOf(words);
    for (String word : words) {
      if (word.isEmpty() || tokens.put(word, RESERVED + tokens.size()) != null) {
        throw new IllegalArgumentException(
            word.isEmpty() ? "a word is empty" : "the word \"" + word + "\" comes twice");
      }
    }
    hasPhrases = words.stream().anyMatch(Phrases::isPhrase);
  }

  /** How text is cut into words. */
  public WordTokenizer tokenizer() {
    return tokenizer;
  }

  /** The words, in the order of their tokens. */
  public List<String> words() {
    return words;
  }

  /**
   * The word of a token.
   *
   * @param token from {@link #RESERVED} to {@link #size} (exclusive)
   */
  public String word(int token) {
    return words.get(token - RESERVED);
  }

  /** The token of a word, which is not joined to others. */
  public int token(String word) {
    return tokens.getOrDefault(word, UNKNOWN);
  }

  @Override
  public int size() {
    return RESERVED + words.size();
  }

  @Override
  public int[] encodePiece(String text) {
    IntStream.Builder encoded = IntStream.builder();
    split(text, word -> encoded.add(token(word)));
    return encoded.build().toArray();
  }

  @Override
  public List<String> unknown(String text) {
    Set<String> unknown = new LinkedHashSet<>();
    split(
        text,
        word -> {
          if (token(word) == UNKNOWN) {
            unknown.add(word);
          }
        });
    return List.copyOf(unknown);
  }

  private void split(String text, Consumer<String> to) {
    if (!hasPhrases) {
      tokenizer.split(text, to);
      return;
    }
    Phrases.Joiner joiner = new Phrases.Joiner(tokens::containsKey, to);
    tokenizer.split(text, joiner);
    joiner.finish();
  }

  @Override
  public String describe() {
    return size() + " words";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordVocabulary v
        && tokenizer.equals(v.tokenizer)
        && words.equals(v.words);
  }

  @Override
  public int hashCode() {
    return 31 * tokenizer.hashCode() + words.hashCode();
  }
}
