package dev.nightjar.bench;

import dev.nightjar.zoo.data.Example;
import dev.nightjar.zoo.data.LabelledSequence;
import dev.nightjar.zoo.data.LabelledSeries;
import dev.nightjar.zoo.data.LabelledText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Classes guessed with probabilities, and how good that is. */
final class AutoGuess {

  private AutoGuess() {}

  /** Every text gets the frequencies of the labels that are trained on. */
  static Map<String, Double> frequencies(LabelledText data) {
    ToIntFunction<Example> label = example -> data.labels().indexOf(example.label());
    return frequencies(data.train(), data.test(), label, data.labels().size());
  }

  /** The same of series. */
  static Map<String, Double> frequencies(LabelledSeries data) {
    return frequencies(
        data.parts().train(), data.parts().test(), LabelledSequence::label, data.labels().size());
  }

  private static <T> Map<String, Double> frequencies(
      List<T> train, List<T> test, ToIntFunction<T> label, int classes) {
    double[] probabilities = new double[classes];
    train.forEach(example -> probabilities[label.applyAsInt(example)] += 1.0 / train.size());
    double[][] guesses = new double[test.size()][];
    Arrays.fill(guesses, probabilities);
    return score("test", guesses, test.stream().mapToInt(label).toArray());
  }

  /**
   * Loss (mean −log p of the truth, in nats) and accuracy.
   *
   * @param part prefix of the metrics' names
   * @param probabilities [examples][classes]
   * @param truths [examples]
   */
  static Map<String, Double> score(String part, double[][] probabilities, int[] truths) {
    double loss = 0;
    int right = 0;
    for (int i = 0; i < truths.length; i++) {
      double[] guess = probabilities[i];
      loss -= Math.log(guess[truths[i]]);
      int likeliest = 0;
      for (int c = 1; c < guess.length; c++) {
        likeliest = guess[c] > guess[likeliest] ? c : likeliest;
      }
      right += likeliest == truths[i] ? 1 : 0;
    }
    return Map.of(
        part + ".loss", loss / truths.length, part + ".accuracy", (double) right / truths.length);
  }

  /** e to the scores over their sum. */
  static double[] softmax(double[] scores, double temperature) {
    double most = Arrays.stream(scores).max().orElseThrow();
    double[] p = Arrays.stream(scores).map(s -> Math.exp((s - most) / temperature)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(v -> v / sum).toArray();
  }
}
