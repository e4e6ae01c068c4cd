package dev.nightjar.zoo.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicts a token from the two before it by counting: the trigram model with interpolated modified
 * Kneser–Ney smoothing (Chen and Goodman 1999, section 4.1), long the best without learning. A
 * network is worth its training only if it beats it.
 *
 * <p>For each order n from 3 down to 1, with h the n − 1 tokens before w and h' those without the
 * first,
 *
 * <pre>
 * p(w | h) = max(c(hw) − D(c(hw)), 0) / c(h·)
 *          + (D₁·N₁(h·) + D₂·N₂(h·) + D₃·N₃₊(h·)) / c(h·) · p(w | h')
 * </pre>
 *
 * where c are counts in order 3 and numbers of distinct tokens before hw in the lower orders, c(h·)
 * their sum over w, N₁(h·), N₂(h·), N₃₊(h·) the number of w with a c(hw) of 1, 2, and 3 or more; a
 * history that never occurred is left to the lower order, and below the first order all tokens of
 * the vocabulary are alike. The discounts of an order come from the numbers n₁ to n₄ of its hw with
 * a c of 1 to 4: Y = n₁/(n₁ + 2n₂), D₁ = 1 − 2Y·n₂/n₁, D₂ = 2 − 3Y·n₃/n₂, D₃ = 3 − 4Y·n₄/n₃; one
 * that is not between 0 and its count, as happens where there is little text, is ½ instead.
 */
public final class KneserNey {
  /** Bits of a token in a key. */
  private static final int BITS = 21;

  private static final int ORDER = 3;

  private final int vocabularySize;

  /** From unigrams to trigrams. */
  private final Order[] orders = new Order[ORDER];

  /** What counts are after a history: their sum, and how many are 1, 2, and 3 or more. */
  private static final class After {
    private long sum;
    private final int[] kinds = new int[ORDER];
  }

  /** The counts of one order by their tokens, and what follows from them. */
  private static final class Order {
    private final Map<Long, Integer> counts = new HashMap<>();
    private final Map<Long, After> histories = new HashMap<>();
    private final double[] discounts = new double[ORDER];

    void finish() {
      int[] ofCount = new int[ORDER + 2];
      counts.forEach(
          (key, count) -> {
            After after = histories.computeIfAbsent(key >> BITS, k -> new After());
            after.sum += count;
            after.kinds[Math.min(count, ORDER) - 1]++;
            if (count < ofCount.length) {
              ofCount[count]++;
            }
          });
      double y = (double) ofCount[1] / (ofCount[1] + 2 * ofCount[2]);
      for (int c = 1; c <= ORDER; c++) {
        double discount = c - (c + 1) * y * ofCount[c + 1] / ofCount[c];
        discounts[c - 1] = discount > 0 && discount < c ? discount : 0.5;
      }
    }

    double probability(long history, int token, double lower) {
      After after = histories.get(history);
      if (after == null) {
        return lower;
      }
      double left = 0;
      for (int kind = 0; kind < ORDER; kind++) {
        left += discounts[kind] * after.kinds[kind];
      }
      int count = counts.getOrDefault((history << BITS) | token, 0);
      double own = count == 0 ? 0 : count - discounts[Math.min(count, ORDER) - 1];
      return (own + left * lower) / after.sum;
    }
  }

  private KneserNey(int vocabularySize) {
    this.vocabularySize = vocabularySize;
    for (int i = 0; i < ORDER; i++) {
      orders[i] = new Order();
    }
  }

  /**
   * Counts.
   *
   * @param texts sequences of tokens, each from 0 to {@code vocabularySize} (exclusive)
   * @param vocabularySize number of distinct tokens, 1 to 2²¹
   */
  public static KneserNey train(List<int[]> texts, int vocabularySize) {
    if (vocabularySize < 1 || vocabularySize > 1 << BITS) {
      throw new IllegalArgumentException(
          "the vocabulary has "
              + vocabularySize
              + " tokens; this model counts 1 to "
              + (1 << BITS));
    }
    KneserNey model = new KneserNey(vocabularySize);
    Order trigrams = model.orders[2];
    for (int[] text : texts) {
      for (int i = 2; i < text.length; i++) {
        trigrams.counts.merge(key(text[i - 2], text[i - 1], text[i]), 1, Integer::sum);
      }
    }
    // A shorter sequence counts once for each distinct token before it.
    for (int order = 1; order >= 0; order--) {
      long mask = (1L << ((order + 1) * BITS)) - 1;
      Map<Long, Integer> counts = model.orders[order].counts;
      model.orders[order + 1].counts.keySet().forEach(k -> counts.merge(k & mask, 1, Integer::sum));
    }
    for (Order order : model.orders) {
      order.finish();
    }
    return model;
  }

  private static long key(int... tokens) {
    long key = 0;
    for (int token : tokens) {
      key = (key << BITS) | token;
    }
    return key;
  }

  /**
   * The probability of a token.
   *
   * @param text what is read
   * @param place of the token, from 0; up to two tokens before it are looked at
   */
  public double probability(int[] text, int place) {
    int token = text[place];
    double probability = 1.0 / vocabularySize;
    long history = 0;
    for (int order = 0; order < Math.min(ORDER, place + 1); order++) {
      if (order > 0) {
        history |= (long) text[place - order] << ((order - 1) * BITS);
      }
      probability = orders[order].probability(history, token, probability);
    }
    return probability;
  }

  /**
   * The mean of −log p over the tokens of some texts, in nats, the first token of each left out.
   *
   * @param texts at least one of them with two tokens
   */
  public double loss(List<int[]> texts) {
    double sum = 0;
    long count = 0;
    for (int[] text : texts) {
      for (int place = 1; place < text.length; place++) {
        sum -= Math.log(probability(text, place));
        count++;
      }
    }
    return sum / count;
  }
}
