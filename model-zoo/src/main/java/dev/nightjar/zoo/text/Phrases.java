package dev.nightjar.zoo.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Pairs of words that mean something of their own, such as {@code New_York}: those that occur
 * together far more often than by chance.
 *
 * <p>The score of words a, b that occur one after the other (Mikolov, Sutskever, Chen, Corrado and
 * Dean 2013, equation 6) is (count(ab) − δ) / (count(a)·count(b)), here multiplied by the number of
 * tokens as their word2phrase tool does, so that a threshold does not depend on the length of the
 * text. Without δ that is how many times more often than by chance the pair occurs.
 */
public final class Phrases {

  /** What stands between the words of a phrase. */
  public static final char JOINT = '_';

  private Phrases() {}

  /** Whether a token of {@link WordTokenizer} or {@link Joiner} is a phrase. */
  public static boolean isPhrase(String token) {
    return WordTokenizer.isWord(token) && token.indexOf(JOINT) > 0;
  }

  /**
   * Finds the phrases of some texts.
   *
   * @return each as its two words with {@value #JOINT} between
   */
  public static Set<String> find(
      Collection<String> texts, WordTokenizer tokenizer, PhraseSettings settings) {
    Counts counts = new Counts();
    for (String text : texts) {
      counts.previous = Optional.empty();
      tokenizer.split(text, counts::add);
    }
    Set<String> found = new HashSet<>();
    counts.pairs.forEach(
        (pair, count) -> {
          int joint = pair.indexOf(JOINT);
          double a = counts.words.get(pair.substring(0, joint));
          double b = counts.words.get(pair.substring(joint + 1));
          if ((count - settings.minCount()) / (a * b) * counts.total > settings.threshold()) {
            found.add(pair);
          }
        });
    return found;
  }

  private static final class Counts {
    private final Map<String, Integer> words = new HashMap<>();
    private final Map<String, Integer> pairs = new HashMap<>();
    private Optional<String> previous = Optional.empty();
    private long total;

    void add(String token) {
      total++;
      if (!WordTokenizer.isWord(token)) {
        previous = Optional.empty();
        return;
      }
      words.merge(token, 1, Integer::sum);
      previous.ifPresent(word -> pairs.merge(word + JOINT + token, 1, Integer::sum));
      previous = Optional.of(token);
    }
  }

  /** Joins phrases in a stream of tokens, from left to right. Ends with {@link #finish}. */
  public static final class Joiner implements Consumer<String> {
    private final Predicate<String> phrases;
    private final Consumer<String> to;
    private Optional<String> waiting = Optional.empty();

    /**
     * A joiner at the beginning of a text.
     *
     * @param phrases whether two words with {@value #JOINT} between are a phrase
     * @param to what the tokens are handed on to
     */
    public Joiner(Predicate<String> phrases, Consumer<String> to) {
      this.phrases = phrases;
      this.to = to;
    }

    @Override
    public void accept(String token) {
      if (!WordTokenizer.isWord(token)) {
        finish();
        to.accept(token);
        return;
      }
      if (waiting.isPresent()) {
        String joined = waiting.get() + JOINT + token;
        if (phrases.test(joined)) {
          to.accept(joined);
          waiting = Optional.empty();
          return;
        }
        to.accept(waiting.get());
      }
      waiting = Optional.of(token);
    }

    /** Hands on what waited for the next token. */
    public void finish() {
      waiting.ifPresent(to);
      waiting = Optional.empty();
    }
  }
}
