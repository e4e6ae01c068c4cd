package dev.nightjar.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KneserNeyTest {

  /** Tokens of which the small ones are frequent, each depending on the one before. */
  private static int[] text(int length, int vocabulary, long seed) {
    Random random = new Random(seed);
    int[] text = new int[length];
    for (int i = 1; i < length; i++) {
      double u = random.nextDouble();
      text[i] = (int) (u * u * u * (vocabulary - 1)) / (1 + text[i - 1] % 3);
    }
    return text;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40, 2000, 20_000})
  void probabilitiesSumToOneWhateverTheHistory(int length) {
    int vocabulary = 120;
    KneserNey model = KneserNey.train(List.of(text(length, vocabulary, 1)), vocabulary);
    Random random = new Random(2);
    for (int i = 0; i < 60; i++) {
      int[] read = {random.nextInt(vocabulary), random.nextInt(vocabulary), 0};
      if (i % 2 == 0) { // Also histories that occurred.
        System.arraycopy(text(length, vocabulary, 1), random.nextInt(length - 2), read, 0, 2);
      }
      for (int place = 0; place < 3; place++) {
        double sum = 0;
        for (int token = 0; token < vocabulary; token++) {
          read[place] = token;
          double probability = model.probability(read, place);
          assertThat(probability).isPositive();
          sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        read[place] = random.nextInt(vocabulary);
      }
    }
  }

  @Test
  void theDiscountsAndContinuationCountsAreThoseOfThePaper() {
    // Trigrams: 012 three times, 120 twice, 201 twice; each bigram and each unigram has one token
    // before it. There is too little for discounts from counts of counts: all are 1/2.
    int[] text = {0, 1, 2, 0, 1, 2, 0, 1, 2};
    KneserNey model = KneserNey.train(List.of(text), 4);
    double one = 0.5 / 3 + 3 * 0.5 / 3 / 4;
    double two = 0.5 + 0.5 * one;
    assertThat(model.probability(new int[] {2}, 0)).isCloseTo(one, within(1e-12));
    assertThat(model.probability(new int[] {1, 2}, 1)).isCloseTo(two, within(1e-12));
    assertThat(model.probability(new int[] {0, 1, 2}, 2))
        .isCloseTo((3 - 0.5) / 3 + 0.5 / 3 * two, within(1e-12));
    assertThat(model.probability(new int[] {0, 1, 3}, 2))
        .isCloseTo(0.5 / 3 * 0.5 * (3 * 0.5 / 3 / 4), within(1e-12));
    // A history that never occurred leaves it to the shorter one.
    assertThat(model.probability(new int[] {3, 1, 2}, 2)).isCloseTo(two, within(1e-12));
  }

  @Test
  void theDiscountsOfCountsOfCounts() {
    // 400 pairs of random tokens, each after a token of its own: bigrams have continuation counts
    // as often as they occur, so that counts of counts are those of a plain count.
    Random random = new Random(5);
    int vocabulary = 1000;
    List<int[]> texts = new java.util.ArrayList<>();
    int[][] counts = new int[12][12];
    for (int i = 0; i < 400; i++) {
      int v = (int) (12 * Math.pow(random.nextDouble(), 2));
      int w = (int) (12 * Math.pow(random.nextDouble(), 2));
      counts[v][w]++;
      texts.add(new int[] {100 + i, v, w});
    }
    double[] n = new double[5];
    double sum = 0;
    double[] kinds = new double[4];
    for (int v = 0; v < 12; v++) {
      for (int w = 0; w < 12; w++) {
        if (counts[v][w] > 0 && counts[v][w] < 5) {
          n[counts[v][w]]++;
        }
        if (v == 2 && counts[v][w] > 0) {
          sum += counts[v][w];
          kinds[Math.min(3, counts[v][w])]++;
        }
      }
    }
    double y = n[1] / (n[1] + 2 * n[2]);
    double[] d = {0, 1 - 2 * y * n[2] / n[1], 2 - 3 * y * n[3] / n[2], 3 - 4 * y * n[4] / n[3]};
    KneserNey model = KneserNey.train(texts, vocabulary);
    for (int w = 0; w < 12; w++) {
      int count = counts[2][w];
      double lower = model.probability(new int[] {w}, 0);
      double expected =
          (count == 0 ? 0 : count - d[Math.min(3, count)]) / sum
              + (d[1] * kinds[1] + d[2] * kinds[2] + d[3] * kinds[3]) / sum * lower;
      assertThat(model.probability(new int[] {2, w}, 1)).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void predictsTextOfItsKindBetterThanItsUnigramsAndThanChance() {
    KneserNey model = KneserNey.train(List.of(text(20_000, 120, 1)), 120);
    int[] other = text(5000, 120, 7);
    double unigrams = 0;
    for (int token : other) {
      unigrams -= Math.log(model.probability(new int[] {token}, 0)) / other.length;
    }
    assertThat(model.loss(List.of(other))).isLessThan(unigrams - 0.05).isLessThan(Math.log(120));
    assertThat(model.loss(List.of(text(20_000, 120, 1)))).isLessThan(model.loss(List.of(other)));
  }

  @Test
  void rangesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KneserNey.train(List.of(), 0))
        .withMessage("the vocabulary has 0 tokens; this model counts 1 to 2097152");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KneserNey.train(List.of(), (1 << 21) + 1));
  }
}
