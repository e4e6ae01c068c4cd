package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well tokens are predicted: {@code loss} (mean cross-entropy in nats a token asked for),
 * {@code perplexity} (e to the loss) and, where a token is no word, {@code bits_per_character} (the
 * loss / ln 2). An unknown token counts like any other, as is the custom: losses compare only over
 * the same vocabulary.
 */
public final class LanguageModelScore {

  private LanguageModelScore() {}

  /**
   * Scores a network on windows of characters, the state carried over from each to the next.
   *
   * @param part prefix of the metrics' names, such as {@code validation}
   * @param windows in order, of one size, at least one token asked for; see {@link
   *     dev.nightjar.zoo.data.TokenWindows#evaluation}
   */
  public static Map<String, Double> of(
      String part, Predictor network, List<SequenceBatch> windows) {
    Map<String, Double> metrics = ofWords(part, network, windows);
    metrics.put(part + ".bits_per_character", metrics.get(part + ".loss") / Math.log(2));
    return metrics;
  }

  /** The same of windows of words, without bits per character. */
  static Map<String, Double> ofWords(String part, Predictor network, List<SequenceBatch> windows) {
    double loss = WindowLoss.mean(network, windows);
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put(part + ".loss", loss);
    metrics.put(part + ".perplexity", Math.exp(loss));
    return metrics;
  }
}
