package dev.nightjar.bench;

import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.TokenCorpus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Characters predicted by counting: interpolated Kneser–Ney smoothing (Kneser and Ney 1995; Chen
 * and Goodman 1999), one discount an order, n₁/(n₁ + 2n₂), of one running text, over the vocabulary
 * that a network has.
 */
final class AutoCharacters {

  /** What was counted after a history: how often each token, their sum. */
  private static final class After {
    private final Map<Character, Integer> counts = new HashMap<>();
    private int sum;
  }

  private final int vocabulary;

  /** By length of the history, 0 first: what comes after it. */
  private final List<Map<String, After>> orders = new ArrayList<>();

  private final List<Double> discounts = new ArrayList<>();

  /**
   * Counts.
   *
   * @param text a token a character
   * @param order the longest n-gram, at least 1
   */
  private AutoCharacters(String text, int order, int vocabulary) {
    this.vocabulary = vocabulary;
    for (int n = 1; n <= order; n++) {
      Map<String, After> histories = new HashMap<>();
      if (n == order) {
        for (int i = 0; i + n <= text.length(); i++) {
          count(histories, text.substring(i, i + n));
        }
      } else { // A shorter one counts once for each distinct token before it.
        Set<String> longer = new HashSet<>();
        for (int i = 0; i + n + 1 <= text.length(); i++) {
          longer.add(text.substring(i, i + n + 1));
        }
        longer.forEach(gram -> count(histories, gram.substring(1)));
      }
      orders.add(histories);
      discounts.add(discount(histories));
    }
  }

  private static void count(Map<String, After> histories, String gram) {
    int last = gram.length() - 1;
    After after = histories.computeIfAbsent(gram.substring(0, last), h -> new After());
    after.counts.merge(gram.charAt(last), 1, Integer::sum);
    after.sum++;
  }

  private static double discount(Map<String, After> histories) {
    int[] ofCount = new int[3];
    for (After after : histories.values()) {
      for (int count : after.counts.values()) {
        ofCount[Math.min(count, 3) % 3]++; // Those of 3 and more are looked at no further.
      }
    }
    double all = ofCount[1] + 2.0 * ofCount[2];
    return all == 0 ? 0.5 : Math.max(0.05, ofCount[1] / all);
  }

  /** The test part in bits a character, the order chosen between two (inclusive). */
  static Map<String, Double> score(TextCorpus data, int shortest, int longest) {
    TokenCorpus tokens = TextEncoding.of(data).encode(data);
    String train = characters(tokens.parts().train().get(0).tokens());
    String validation = characters(tokens.parts().validation().get(0).tokens());
    String test = characters(tokens.parts().test().get(0).tokens());
    double least = Double.POSITIVE_INFINITY;
    double found = Double.NaN;
    for (int order = shortest; order <= longest; order++) {
      AutoCharacters model = new AutoCharacters(train, order, tokens.vocabularySize());
      double bits = model.bits(validation);
      if (bits < least) {
        least = bits;
        found = model.bits(test);
      }
    }
    return Map.of("test.bits_per_character", found);
  }

  private static String characters(int[] tokens) {
    return new String(tokens, 0, tokens.length); // Each is far below the surrogates.
  }

  /** The mean over all tokens but the first, before which a network has nothing to read either. */
  private double bits(String text) {
    double sum = 0;
    for (int place = 1; place < text.length(); place++) {
      sum -= Math.log(probability(text, place));
    }
    return sum / (text.length() - 1) / Math.log(2);
  }

  private double probability(String text, int place) {
    double probability = 1.0 / vocabulary;
    for (int length = 0; length < Math.min(orders.size(), place + 1); length++) {
      After after = orders.get(length).get(text.substring(place - length, place));
      if (after == null) {
        return probability;
      }
      double discount = discounts.get(length);
      double own = Math.max(0, after.counts.getOrDefault(text.charAt(place), 0) - discount);
      probability = (own + discount * after.counts.size() * probability) / after.sum;
    }
    return probability;
  }
}
