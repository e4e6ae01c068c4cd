package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.Keyboard;
import dev.nightjar.zoo.data.MusicPiece;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import java.util.List;
import java.util.Map;

/**
 * How well music is predicted: {@code nll}, the binary cross-entropy in nats summed over the 88
 * keys and averaged over all real time steps but the first of each piece (Boulanger-Lewandowski,
 * Bengio and Vincent 2012; Chung et al. 2014).
 */
public final class PolyphonicScore {

  private PolyphonicScore() {}

  /**
   * Scores a network on windows, the state carried over from each to the next.
   *
   * @param part prefix of the metric's name, such as {@code validation}
   * @param windows in order, of one size, at least one time step asked for; see {@link
   *     dev.nightjar.zoo.data.MusicWindows#evaluation}
   */
  public static Map<String, Double> of(
      String part, Predictor network, List<SequenceBatch> windows) {
    return Map.of(part + ".nll", WindowLoss.mean(network, windows));
  }

  /**
   * The {@code nll} without reading anything: each key is predicted as often as it sounds in
   * training, (n + ½)/(N + 1) where it sounds in n of N predicted time steps.
   *
   * @param training at least one piece
   * @param pieces to be scored, at least one
   */
  public static double ofKeyFrequencies(List<MusicPiece> training, List<MusicPiece> pieces) {
    long[] sounding = counts(training);
    double all = steps(training) + 1.0;
    long[] wanted = counts(pieces);
    long steps = steps(pieces);
    double sum = 0;
    for (int key = 0; key < Keyboard.KEYS; key++) {
      double probability = (sounding[key] + 0.5) / all;
      sum -= wanted[key] * Math.log(probability);
      sum -= (steps - wanted[key]) * Math.log1p(-probability);
    }
    return sum / steps;
  }

  private static long steps(List<MusicPiece> pieces) {
    return pieces.stream().mapToLong(MusicPiece::length).sum();
  }

  private static long[] counts(List<MusicPiece> pieces) {
    long[] counts = new long[Keyboard.KEYS];
    for (MusicPiece piece : pieces) {
      for (int t = 1; t < piece.steps(); t++) {
        for (int key : piece.keys(t)) {
          counts[key]++;
        }
      }
    }
    return counts;
  }
}
