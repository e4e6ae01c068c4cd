package dev.nightjar.search.strategy.sobol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolSequenceTest {

  private static double[][] points(int dimension, int from, int count, long seed) {
    SobolSequence sequence = new SobolSequence(dimension);
    return IntStream.range(from, from + count)
        .mapToObj(i -> sequence.point(i, seed))
        .toArray(double[][]::new);
  }

  /** Of 2ᵏ points from a multiple of 2ᵏ on, each of 2ᵏ intervals gets one, in every dimension. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 256})
  void everyProjectionOnALineIsStratified(int count) {
    for (int from : new int[] {0, count, 5 * count}) {
      double[][] points = points(250, from, count, 3);
      for (int d = 0; d < 250; d++) {
        int[] inside = new int[count];
        for (double[] point : points) {
          inside[(int) (point[d] * count)]++;
        }
        assertThat(inside).containsOnly(1);
      }
    }
  }

  /** The first two dimensions are a (0, m, 2)-net: each box of volume 2⁻ᵐ has one of 2ᵐ points. */
  @Test
  void everyBoxOfTheFirstTwoDimensionsIsHit() {
    double[][] points = points(2, 0, 256, 4);
    for (int wide = 0; wide <= 8; wide++) {
      int columns = 1 << wide;
      int rows = 256 >> wide;
      int[] inside = new int[256];
      for (double[] point : points) {
        inside[(int) (point[0] * columns) * rows + (int) (point[1] * rows)]++;
      }
      assertThat(inside).containsOnly(1);
    }
  }

  /** The star discrepancy in the mean square, by T. T. Warnock's formula (1972). */
  private static double discrepancy(double[][] points) {
    int n = points.length;
    int d = points[0].length;
    double single = 0;
    double pairs = 0;
    for (double[] a : points) {
      single += Arrays.stream(a).map(u -> 1 - u * u).reduce(1, (x, y) -> x * y);
      for (double[] b : points) {
        double product = 1;
        for (int i = 0; i < d; i++) {
          product *= 1 - Math.max(a[i], b[i]);
        }
        pairs += product;
      }
    }
    return Math.sqrt(Math.pow(3, -d) - Math.pow(2, 1 - d) * single / n + pairs / ((double) n * n));
  }

  /**
   * Each of 10 seeds is less than half as uneven as random points, whose square is on average (2⁻ᵈ
   * − 3⁻ᵈ)/n.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void isMoreEvenThanChance(int dimension) {
    double random = Math.sqrt((Math.pow(2, -dimension) - Math.pow(3, -dimension)) / 256);
    for (long seed = 0; seed < 10; seed++) {
      assertThat(discrepancy(points(dimension, 0, 256, seed))).isLessThan(random / 2);
    }
  }

  /**
   * The mean of 400 first points is within 5 standard errors of the middle in each of 20 dimensions
   * (false-alarm rate 10⁻⁵), and so is the correlation of neighbouring dimensions of 0.
   */
  @Test
  void everySeedIsAnotherSequenceAndEachPointUniform() {
    int seeds = 400;
    double[] sum = new double[20];
    double[] product = new double[20];
    SobolSequence sequence = new SobolSequence(20);
    for (int seed = 0; seed < seeds; seed++) {
      double[] point = sequence.point(0, seed);
      assertThat(point).isNotEqualTo(sequence.point(0, seed + 1L));
      for (int d = 0; d < 20; d++) {
        sum[d] += point[d] - 0.5;
        product[d] += (point[d] - 0.5) * (point[(d + 1) % 20] - 0.5);
      }
    }
    for (int d = 0; d < 20; d++) {
      assertThat(Math.abs(sum[d])).isLessThan(5 * Math.sqrt(seeds / 12.0));
      assertThat(Math.abs(product[d])).isLessThan(5 * Math.sqrt(seeds) / 12);
    }
  }

  @Test
  void isTheSameWhateverWasAskedBefore() {
    SobolSequence sequence = new SobolSequence(7);
    double[] later = sequence.point(1_000_000, 1);
    sequence.point(3, 9);
    assertThat(sequence.point(1_000_000, 1)).isEqualTo(later);
    assertThat(new SobolSequence(9).point(1_000_000, 1)).startsWith(later);
    assertThat(Arrays.stream(sequence.point(Integer.MAX_VALUE, 1))).allMatch(u -> u > 0 && u < 1);
  }

  @Test
  void refusesWhatItHasNoNumbersFor() {
    assertThatThrownBy(() -> new SobolSequence(0))
        .hasMessage("a Sobol sequence has from 1 to 21201 dimensions, not 0");
    assertThatThrownBy(() -> new SobolSequence(21_202)).hasMessageContaining("not 21202");
    assertThat(new SobolSequence(21_201).point(1, 0)).hasSize(21_201);
    assertThatThrownBy(() -> new SobolSequence(1).point(-1, 0))
        .hasMessage("points are counted from 0, there is none of -1");
  }
}
