package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void uCountsPairsAndHalvesTies() {
    assertThat(MannWhitney.u(new double[] {1, 2, 5}, new double[] {2, 3})).isEqualTo(3.5);
  }

  /** The first of the 20 ways to choose 3 of 6 ranks. */
  @Test
  void withoutTiesItIsTheTextbooks() {
    double[] low = {1, 2, 3};
    double[] high = {4, 5, 6};
    assertThat(MannWhitney.oneSided(low, high)).isEqualTo(1 / 20.0, within(ROUNDING));
    assertThat(MannWhitney.oneSided(high, low)).isEqualTo(1, within(ROUNDING));
    assertThat(MannWhitney.twoSided(low, high)).isEqualTo(2 / 20.0, within(ROUNDING));
    assertThat(MannWhitney.twoSided(high, low)).isEqualTo(2 / 20.0, within(ROUNDING));
  }

  /** All 462 splits, one by one. */
  @Test
  void withTiesItCountsEverySplit() {
    double[] a = {-1, 0, 0, 2, 2};
    double[] b = {0, 2, 2, 2, 7, 7};
    assertThat(MannWhitney.twoSided(a, b)).isEqualTo(bySubsets(a, b, true), within(ROUNDING));
    assertThat(MannWhitney.oneSided(a, b)).isEqualTo(bySubsets(a, b, false), within(ROUNDING));
    assertThat(MannWhitney.oneSided(b, a)).isEqualTo(bySubsets(b, a, false), within(ROUNDING));
  }

  private static double bySubsets(double[] a, double[] b, boolean twoSided) {
    double[] all = DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).toArray();
    double mean = a.length * b.length / 2.0;
    double found = MannWhitney.u(a, b) - mean;
    int extreme = 0;
    int splits = 0;
    for (int set = 0; set < 1 << all.length; set++) {
      if (Integer.bitCount(set) != a.length) {
        continue;
      }
      double u = MannWhitney.u(chosen(all, set, 1), chosen(all, set, 0)) - mean;
      splits++;
      extreme += (twoSided ? Math.abs(u) >= Math.abs(found) : u >= found) ? 1 : 0;
    }
    return (double) extreme / splits;
  }

  private static double[] chosen(double[] all, int set, int bit) {
    double[] values =
        new double[bit == 1 ? Integer.bitCount(set) : all.length - Integer.bitCount(set)];
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      if ((set >> i & 1) == bit) {
        values[next++] = all[i];
      }
    }
    return values;
  }

  @Test
  void allAlikeIsNoDifference() {
    double[] same = {3, 3, 3};
    assertThat(MannWhitney.twoSided(same, same)).isEqualTo(1, within(ROUNDING));
    assertThat(MannWhitney.score(List.of(3.0, 3.0), List.of(3.0))).isEqualTo(0);
  }

  /** With 30 values of each the normal distribution is near, ties or not. */
  @Test
  void theScoreIsNearTheExactTest() {
    Random random = new Random(4);
    for (int kinds : new int[] {4, 1000000}) {
      double[] a = random.ints(30, 0, kinds).asDoubleStream().toArray();
      double[] b = random.ints(30, 0, kinds).asDoubleStream().map(v -> v + kinds / 4).toArray();
      double score = MannWhitney.score(boxed(a), boxed(b));
      assertThat(score).isPositive();
      assertThat(Normal.cdf(-score)).isEqualTo(MannWhitney.oneSided(a, b), within(0.01));
    }
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /** 5 pairs of 8 + 8 values: √5 times the score of one. */
  @Test
  void poolingComparesWithinPairsOnly() {
    double[] a = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] b = {3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5};
    double one = MannWhitney.score(boxed(a), boxed(b));
    double[] farA = DoubleStream.of(a).map(v -> v + 100).toArray();
    double[] farB = DoubleStream.of(b).map(v -> v + 100).toArray();
    assertThat(MannWhitney.pooledScore(List.of(a, farA, a, a, a), List.of(b, farB, b, b, b)))
        .isEqualTo(one * Math.sqrt(5), within(ROUNDING));
  }
}
