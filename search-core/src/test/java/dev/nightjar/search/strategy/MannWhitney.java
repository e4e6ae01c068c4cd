package dev.nightjar.search.strategy;

import java.util.List;

/** The rank test of H. B. Mann and D. R. Whitney (1947), by its normal approximation. */
public final class MannWhitney {

  private MannWhitney() {}

  /**
   * How many standard deviations the number of pairs with a below b is above what two samples of
   * the same distribution give; ties count half, and make the test only more cautious.
   *
   * @param a at least eight values, as the approximation needs
   * @param b at least eight values
   */
  public static double score(List<Double> a, List<Double> b) {
    double wins = 0;
    for (double x : a) {
      for (double y : b) {
        wins += x < y ? 1 : x == y ? 0.5 : 0;
      }
    }
    double pairs = (double) a.size() * b.size();
    return (wins - pairs / 2) / Math.sqrt(pairs * (a.size() + b.size() + 1) / 12);
  }
}
