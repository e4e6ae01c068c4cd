package dev.nightjar.bench;

import dev.nightjar.zoo.data.Example;
import dev.nightjar.zoo.data.LabelledText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Multinomial naive Bayes on the counts of all character n-grams of a text, n from 1 to 5, word
 * boundaries marked, additive smoothing (Manning, Raghavan and Schütze 2008, chapter 13). As if its
 * n-grams were independent it is far too sure of itself, so its probabilities are tempered.
 */
final class AutoNaiveBayes {

  private static final int MAX_N = 5;
  private static final double[] SMOOTHINGS = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3};
  private static final double[] TEMPERATURES = {1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15};

  private final List<String> labels;
  private final double[] texts;
  private final double[] totals;
  private final Map<String, int[]> counts = new HashMap<>();

  private AutoNaiveBayes(LabelledText data) {
    labels = data.labels();
    texts = new double[labels.size()];
    totals = new double[labels.size()];
    for (Example example : data.train()) {
      int label = labels.indexOf(example.label());
      texts[label]++;
      for (String gram : grams(example.text())) {
        counts.computeIfAbsent(gram, g -> new int[labels.size()])[label]++;
        totals[label]++;
      }
    }
  }

  /** The scores on the test part with the smoothing and the temperature of the smallest loss. */
  static Map<String, Double> score(LabelledText data) {
    AutoNaiveBayes bayes = new AutoNaiveBayes(data);
    Map<String, Double> best = Map.of();
    double least = Double.POSITIVE_INFINITY;
    for (double smoothing : SMOOTHINGS) {
      double[][] validation = bayes.scores(data.validation(), smoothing);
      double[][] test = bayes.scores(data.test(), smoothing);
      for (double temperature : TEMPERATURES) {
        double loss =
            bayes
                .rate("validation", data.validation(), validation, temperature)
                .get("validation.loss");
        if (loss < least) {
          least = loss;
          best = bayes.rate("test", data.test(), test, temperature);
        }
      }
    }
    return best;
  }

  private Map<String, Double> rate(
      String part, List<Example> examples, double[][] scores, double temperature) {
    double[][] probabilities = new double[scores.length][];
    int[] truths = new int[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = AutoGuess.softmax(scores[i], temperature);
      truths[i] = labels.indexOf(examples.get(i).label());
    }
    return AutoGuess.score(part, probabilities, truths);
  }

  /** Logarithms of the joint probabilities, [examples][labels]. */
  private double[][] scores(List<Example> examples, double smoothing) {
    int[] never = new int[labels.size()];
    double[][] scores = new double[examples.size()][labels.size()];
    for (int i = 0; i < scores.length; i++) {
      List<String> grams = grams(examples.get(i).text());
      for (int label = 0; label < labels.size(); label++) {
        double norm = Math.log(totals[label] + smoothing * counts.size());
        scores[i][label] = Math.log(texts[label]);
        for (String gram : grams) {
          scores[i][label] += Math.log(counts.getOrDefault(gram, never)[label] + smoothing) - norm;
        }
      }
    }
    return scores;
  }

  private static List<String> grams(String text) {
    String marked = "^" + text + "$";
    List<String> grams = new ArrayList<>();
    for (int n = 1; n <= MAX_N; n++) {
      for (int i = 0; i + n <= marked.length(); i++) {
        grams.add(marked.substring(i, i + n));
      }
    }
    return grams;
  }
}
