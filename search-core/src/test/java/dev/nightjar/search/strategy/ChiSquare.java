package dev.nightjar.search.strategy;

/** Pearson's test that counts come from given probabilities. */
public final class ChiSquare {

  /** The 1 − 10⁻⁴ quantile of the standard normal distribution. */
  private static final double Z = 3.719;

  private ChiSquare() {}

  /** Σ (observed − expected)² / expected. */
  public static double statistic(long[] observed, double[] expected) {
    double sum = 0;
    for (int i = 0; i < observed.length; i++) {
      double difference = observed[i] - expected[i];
      sum += difference * difference / expected[i];
    }
    return sum;
  }

  /**
   * The value the statistic exceeds with probability 10⁻⁴ (Wilson and Hilferty's approximation,
   * 1931).
   */
  public static double critical(int degreesOfFreedom) {
    double a = 2.0 / (9 * degreesOfFreedom);
    double root = 1 - a + Z * Math.sqrt(a);
    return degreesOfFreedom * root * root * root;
  }
}
