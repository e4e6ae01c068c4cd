package dev.nightjar.bench;

import dev.nightjar.zoo.data.Keyboard;
import dev.nightjar.zoo.data.MusicCorpus;
import dev.nightjar.zoo.data.MusicPiece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each key predicted as often as it sounded after the same chords: after the last chord n of N
 * times, (n + w·p) / (N + w), where p is its frequency after one chord less, and so on down to ½
 * after nothing. How many chords are looked at, and the weight w, are those with the smallest loss
 * on the validation part.
 */
final class AutoChords {

  private static final int MOST_CHORDS = 3;
  private static final double[] WEIGHTS = {0.1, 0.3, 1, 3, 10};

  /** How often each key sounded after some chords, and how often anything did. */
  private static final class After {
    private final int[] sounding = new int[Keyboard.KEYS];
    private int steps;
  }

  private final Map<String, After> histories = new HashMap<>();

  private AutoChords(List<MusicPiece> pieces) {
    for (MusicPiece piece : pieces) {
      for (int t = 1; t < piece.steps(); t++) {
        for (String history : histories(piece, t, MOST_CHORDS)) {
          After after = histories.computeIfAbsent(history, h -> new After());
          after.steps++;
          for (int key : piece.keys(t)) {
            after.sounding[key]++;
          }
        }
      }
    }
  }

  /** The loss on the test part, in nats a time step. */
  static Map<String, Double> score(MusicCorpus data) {
    AutoChords model = new AutoChords(data.parts().train());
    double least = Double.POSITIVE_INFINITY;
    double found = Double.NaN;
    for (int chords = 1; chords <= MOST_CHORDS; chords++) {
      for (double weight : WEIGHTS) {
        double loss = model.loss(data.parts().validation(), chords, weight);
        if (loss < least) {
          least = loss;
          found = model.loss(data.parts().test(), chords, weight);
        }
      }
    }
    return Map.of("test.nll", found);
  }

  private double loss(List<MusicPiece> pieces, int chords, double weight) {
    double sum = 0;
    long steps = 0;
    for (MusicPiece piece : pieces) {
      for (int t = 1; t < piece.steps(); t++) {
        double[] probabilities = probabilities(piece, t, chords, weight);
        boolean[] sounds = new boolean[Keyboard.KEYS];
        for (int key : piece.keys(t)) {
          sounds[key] = true;
        }
        for (int key = 0; key < Keyboard.KEYS; key++) {
          sum -= sounds[key] ? Math.log(probabilities[key]) : Math.log1p(-probabilities[key]);
        }
        steps++;
      }
    }
    return sum / steps;
  }

  private double[] probabilities(MusicPiece piece, int t, int chords, double weight) {
    double[] probabilities = new double[Keyboard.KEYS];
    Arrays.fill(probabilities, 0.5);
    for (String history : histories(piece, t, chords)) {
      After after = histories.get(history);
      if (after != null) {
        for (int key = 0; key < Keyboard.KEYS; key++) {
          probabilities[key] =
              (after.sounding[key] + weight * probabilities[key]) / (after.steps + weight);
        }
      }
    }
    return probabilities;
  }

  /** The chords before a time step: none, the last, the last two and so on. */
  private static List<String> histories(MusicPiece piece, int t, int most) {
    List<String> histories = new ArrayList<>(List.of(""));
    for (int back = 1; back <= Math.min(most, t); back++) {
      histories.add(histories.get(back - 1) + Arrays.toString(piece.keys(t - back)));
    }
    return histories;
  }
}
