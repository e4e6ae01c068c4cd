package dev.nightjar.bench;

import java.util.Arrays;

/** Two tests of whether one of two methods gives smaller values; exact, two-sided, without ties. */
final class RankTests {

  private RankTests() {}

  /** How many of the pairs {@code (a[i], b[i])} have the smaller value in {@code a}. */
  static int wins(double[] a, double[] b) {
    int wins = 0;
    for (int i = 0; i < a.length; i++) {
      wins += a[i] < b[i] ? 1 : 0;
    }
    return wins;
  }

  /**
   * The sign test: the probability that of {@code pairs} fair coins at least as many fall on one
   * side as here.
   */
  static double signTest(int wins, int pairs) {
    double choose = 1;
    double tail = 0;
    for (int k = 0; k <= Math.min(wins, pairs - wins); k++) {
      tail += choose;
      choose = choose * (pairs - k) / (k + 1);
    }
    return Math.min(1, 2 * tail / Math.pow(2, pairs));
  }

  /** Pairs, one of each sample, with the smaller value in {@code a}; ties count half. */
  static double mannWhitneyU(double[] a, double[] b) {
    double u = 0;
    for (double x : a) {
      for (double y : b) {
        u += x < y ? 1 : x == y ? 0.5 : 0;
      }
    }
    return u;
  }

  /**
   * The test of H. B. Mann and D. R. Whitney (1947): the probability that two samples of these
   * sizes, of one distribution, have a U at least as far from its mean. By their recurrence, so it
   * is exact.
   */
  static double mannWhitney(double[] a, double[] b) {
    int pairs = a.length * b.length;
    double u = mannWhitneyU(a, b);
    // ways[n][u]: orders of n values of a and some of b with that U, as values of b are added.
    double[][] ways = new double[a.length + 1][pairs + 1];
    for (double[] row : ways) {
      row[0] = 1;
    }
    for (int m = 1; m <= b.length; m++) {
      for (int n = 1; n <= a.length; n++) {
        // The largest of all is of b, with all n below it; or it is of a.
        double[] next = new double[pairs + 1];
        for (int v = 0; v <= pairs; v++) {
          next[v] = ways[n - 1][v] + (v >= n ? ways[n][v - n] : 0);
        }
        ways[n] = next;
      }
    }
    double all = Arrays.stream(ways[a.length]).sum();
    double extreme = 0;
    for (int v = 0; v <= pairs; v++) {
      if (Math.abs(v - pairs / 2.0) >= Math.abs(u - pairs / 2.0)) {
        extreme += ways[a.length][v];
      }
    }
    return extreme / all;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
