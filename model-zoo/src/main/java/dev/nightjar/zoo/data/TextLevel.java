package dev.nightjar.zoo.data;

import dev.nightjar.zoo.text.PhraseSettings;
import dev.nightjar.zoo.text.Phrases;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a token of a text is. */
public sealed interface TextLevel {

  /** A token is a character. */
  static TextLevel characters() {
    return new Characters();
  }

  /** A token is a word or a punctuation mark, with the usual vocabulary. */
  static Words words() {
    return new Words(new WordTokenizer(false, false), 10_000, 2, Optional.empty());
  }

  /** The name in experiment files, which is also what one token is called. */
  String label();

  /** What several tokens are called. */
  default String units() {
    return label() + "s";
  }

  /** The number of tokens in a text. */
  long count(String text);

  /**
   * The vocabulary of some texts, which must be those trained on.
   *
   * @throws DatasetException if it would be empty
   */
  Vocabulary vocabulary(Collection<String> training);

  /** Unicode code points, all that the training part has. */
  record Characters() implements TextLevel {
    @Override
    public String label() {
      return "character";
    }

    @Override
    public long count(String text) {
      return text.codePointCount(0, text.length());
    }

    @Override
    public Vocabulary vocabulary(Collection<String> training) {
      return CharacterVocabulary.ofTexts(training);
    }
  }

  /**
   * Words and punctuation. The vocabulary has the most frequent ones of the training part; all
   * others are one unknown word, also in training, so that the network learns what it means to meet
   * one.
   *
   * @param tokenizer how text is cut into words
   * @param maxSize how many words and phrases the vocabulary has at most, at least 1; the {@link
   *     Vocabulary#RESERVED} reserved tokens come on top
   * @param minCount how often a word must occur in the training part, at least 1
   * @param phrases which pairs of words become one token; empty if none do
   */
  record Words(WordTokenizer tokenizer, int maxSize, int minCount, Optional<PhraseSettings> phrases)
      implements TextLevel {
    /** Checks the ranges. */
    public Words {
      if (maxSize < 1 || minCount < 1) {
        throw new IllegalArgumentException(
            "a vocabulary with max_size "
                + maxSize
                + " and min_count "
                + minCount
                + ": both must be at least 1");
      }
    }

    @Override
    public String label() {
      return "word";
    }

    @Override
    public long count(String text) {
      long[] count = {0};
      tokenizer.split(text, token -> count[0]++);
      return count[0];
    }

    @Override
    public WordVocabulary vocabulary(Collection<String> training) {
      Set<String> pairs = phrases.map(p -> Phrases.find(training, tokenizer, p)).orElseGet(Set::of);
      Map<String, Integer> counts = new HashMap<>();
      Phrases.Joiner joiner =
          new Phrases.Joiner(pairs::contains, word -> counts.merge(word, 1, Integer::sum));
      for (String text : training) {
        tokenizer.split(text, joiner);
        joiner.finish();
      }
      List<String> words =
          counts.entrySet().stream()
              .filter(entry -> entry.getValue() >= minCount)
              .sorted(
                  Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                      .thenComparing(Map.Entry.comparingByKey()))
              .limit(maxSize)
              .map(Map.Entry::getKey)
              .toList();
      if (words.isEmpty()) {
        throw new DatasetException(
            "the vocabulary is empty: no word of the training part occurs "
                + minCount
                + " times or more; lower dataset.vocabulary.min_count or give more text");
      }
      return new WordVocabulary(tokenizer, words);
    }
  }
}
