package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChordProgressionTest {

  private static final MusicCorpus DATA =
      (MusicCorpus) Datasets.load(BuiltinSpec.of(Builtin.CHORDS));

  /** The music of C major, written by hand: C, Dm, Em, F, G, Am. */
  @Test
  void chordsAreARootAndItsTriad() {
    int[][] expected = {
      {36, 60, 64, 67}, {38, 62, 65, 69}, {40, 64, 67, 71},
      {41, 65, 69, 60}, {43, 67, 71, 62}, {45, 69, 60, 64}
    };
    for (int degree = 0; degree < 6; degree++) {
      assertThat(ChordProgression.chord(0, degree)).isEqualTo(expected[degree]);
    }
    assertThat(ChordProgression.chord(11, 0)).containsExactly(47, 71, 63, 66); // B major.
  }

  /**
   * All paths through the hidden chords of a short piece, one by one: Σ P(path, past) P(key | path)
   * / Σ P(path, past).
   */
  @Test
  void theForwardAlgorithmIsBayesRuleOverAllPaths() {
    MusicPiece piece = ChordProgression.draw(new Random(3), 3);
    double[][] predicted = ChordProgression.predictions(piece);
    assertThat(predicted).hasNumberOfRows(11);
    for (int t : new int[] {0, 3, 6}) {
      double[] numerator = new double[Keyboard.KEYS];
      double evidence = 0;
      for (int tonic = 0; tonic < 12; tonic++) {
        for (int second = 0; second < 6; second++) {
          for (int third = 0; third < 6; third++) {
            int[] degrees = {0, second, third};
            double probability = follows(0, second) * follows(second, third) / 12;
            for (int s = 0; s <= t; s++) {
              probability *= emission(piece.keys(s), tonic, degrees[s / 4]);
            }
            evidence += probability;
            for (int key = 0; key < Keyboard.KEYS; key++) {
              numerator[key] += probability * sounds(key, tonic, degrees[(t + 1) / 4]);
            }
          }
        }
      }
      for (int key = 0; key < Keyboard.KEYS; key++) {
        assertThat(predicted[t][key]).isCloseTo(numerator[key] / evidence, within(1e-12));
      }
    }
  }

  /** The transitions as the documentation of the data set states them. */
  private static double follows(int before, int after) {
    double[][] rows = {
      {0, 0.1, 0.1, 0.3, 0.3, 0.2},
      {0, 0, 0, 0.1, 0.8, 0.1},
      {0, 0, 0, 0.4, 0, 0.6},
      {0.3, 0.2, 0, 0, 0.4, 0.1},
      {0.7, 0, 0, 0.1, 0, 0.2},
      {0, 0.4, 0.1, 0.4, 0.1, 0}
    };
    return rows[before][after];
  }

  private static double sounds(int key, int tonic, int degree) {
    return Arrays.stream(ChordProgression.chord(tonic, degree)).anyMatch(p -> p - 21 == key)
        ? 0.95
        : 0.002;
  }

  private static double emission(int[] keys, int tonic, int degree) {
    return IntStream.range(0, Keyboard.KEYS)
        .mapToDouble(
            key -> {
              double p = sounds(key, tonic, degree);
              return Arrays.binarySearch(keys, key) >= 0 ? p : 1 - p;
            })
        .reduce(1, (a, b) -> a * b);
  }

  @Test
  void transitionsAddUpToOne() {
    for (int before = 0; before < 6; before++) {
      double sum = 0;
      for (int after = 0; after < 6; after++) {
        sum += follows(before, after);
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  /**
   * 7,000 steps of 88 keys; of the four keys of a chord 3.8 sound on average, and of the others
   * 0.168. A mean lies within 5 deviations but once in 1.7 million.
   */
  @Test
  void asManyKeysSoundAsTheModelSays() {
    List<Integer> counts = new ArrayList<>();
    for (MusicPiece piece : DATA.parts().test()) {
      assertThat(piece.steps() % 4).isZero();
      assertThat(piece.steps() / 4).isBetween(ChordsData.SHORTEST, ChordsData.LONGEST);
      IntStream.range(0, piece.steps()).forEach(t -> counts.add(piece.keys(t).length));
    }
    double deviation = Math.sqrt((4 * 0.95 * 0.05 + 84 * 0.002 * 0.998) / counts.size());
    assertThat(counts.stream().mapToInt(Integer::intValue).average().orElseThrow())
        .isCloseTo(4 * 0.95 + 84 * 0.002, within(5 * deviation));
  }

  /** What is uncertain within a bar alone costs 4·H(0.95) + 84·H(0.002) = 2.006 nats. */
  @Test
  void theOptimalLossIsThatOfTheDocumentation() {
    assertThat(ChordProgression.optimalLoss(DATA.parts().validation()))
        .isCloseTo(3.087, within(0.0005));
    assertThat(ChordProgression.optimalLoss(DATA.parts().test())).isCloseTo(3.063, within(0.0005));
  }
}
