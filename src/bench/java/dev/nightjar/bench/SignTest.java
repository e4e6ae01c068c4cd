package dev.nightjar.bench;

/**
 * The sign test of whether one of two methods gives smaller values; exact, two-sided, without ties.
 */
final class SignTest {

  private SignTest() {}

  /** How many of the pairs {@code (a[i], b[i])} have the smaller value in {@code a}. */
  static int wins(double[] a, double[] b) {
    int wins = 0;
    for (int i = 0; i < a.length; i++) {
      wins += a[i] < b[i] ? 1 : 0;
    }
    return wins;
  }

  /** The probability that of {@code pairs} fair coins at least as many fall on one side as here. */
  static double twoSided(int wins, int pairs) {
    double choose = 1;
    double tail = 0;
    for (int k = 0; k <= Math.min(wins, pairs - wins); k++) {
      tail += choose;
      choose = choose * (pairs - k) / (k + 1);
    }
    return Math.min(1, 2 * tail / Math.pow(2, pairs));
  }
}
