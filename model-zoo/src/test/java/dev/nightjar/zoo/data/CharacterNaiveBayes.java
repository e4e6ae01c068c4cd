package dev.nightjar.zoo.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The baseline a recurrent network has to beat: multinomial naive Bayes on the counts of all
 * character n-grams of a text, n from 1 to 5, word boundaries marked, additive smoothing (Manning,
 * Raghavan and Schütze 2008, chapter 13).
 */
public final class CharacterNaiveBayes {

  private static final int MAX_N = 5;

  private final double smoothing;
  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<String, Map<String, Integer>> counts = new HashMap<>();
  private final Map<String, Long> totals = new HashMap<>();
  private final Map<String, Integer> grams = new HashMap<>();
  private int examples;

  /** Learns from examples. */
  public CharacterNaiveBayes(List<Example> training, double smoothing) {
    this.smoothing = smoothing;
    for (Example example : training) {
      examples++;
      texts.merge(example.label(), 1, Integer::sum);
      Map<String, Integer> ofLabel =
          counts.computeIfAbsent(example.label(), label -> new HashMap<>());
      for (String gram : grams(example.text())) {
        ofLabel.merge(gram, 1, Integer::sum);
        totals.merge(example.label(), 1L, Long::sum);
        grams.merge(gram, 1, Integer::sum);
      }
    }
  }

  /** The classifier whose smoothing is best on the validation part. */
  public static CharacterNaiveBayes tuned(LabelledText data) {
    CharacterNaiveBayes best = null;
    double bestAccuracy = -1;
    for (double smoothing : new double[] {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3}) {
      CharacterNaiveBayes candidate = new CharacterNaiveBayes(data.train(), smoothing);
      double accuracy = candidate.accuracy(data.validation());
      if (accuracy > bestAccuracy) {
        best = candidate;
        bestAccuracy = accuracy;
      }
    }
    return best;
  }

  public double smoothing() {
    return smoothing;
  }

  /** The share of examples whose label is the most probable one. */
  public double accuracy(List<Example> part) {
    return part.stream().filter(e -> predict(e.text()).equals(e.label())).count()
        / (double) part.size();
  }

  private String predict(String text) {
    String best = "";
    double bestScore = Double.NEGATIVE_INFINITY;
    List<String> of = grams(text);
    for (String label : texts.keySet().stream().sorted().toList()) {
      double score = Math.log(texts.get(label) / (double) examples);
      double norm = Math.log(totals.get(label) + smoothing * grams.size());
      for (String gram : of) {
        score += Math.log(counts.get(label).getOrDefault(gram, 0) + smoothing) - norm;
      }
      if (score > bestScore) {
        bestScore = score;
        best = label;
      }
    }
    return best;
  }

  private static List<String> grams(String text) {
    String marked = "^" + text + "$";
    List<String> grams = new java.util.ArrayList<>();
    for (int n = 1; n <= MAX_N; n++) {
      for (int i = 0; i + n <= marked.length(); i++) {
        grams.add(marked.substring(i, i + n));
      }
    }
    return grams;
  }
}
