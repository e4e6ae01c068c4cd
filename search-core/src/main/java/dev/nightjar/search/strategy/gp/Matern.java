package dev.nightjar.search.strategy.gp;

/**
 * The Matérn kernel with ν = 5/2 of a scaled distance r: (1 + √5·r + 5/3·r²)·exp(−√5·r) (Rasmussen
 * and Williams, "Gaussian Processes for Machine Learning", 2006, equation 4.17).
 */
final class Matern {
  private static final double SQRT5 = Math.sqrt(5);

  private Matern() {}

  /** The value at r² = {@code square}, 1 at 0. */
  static double value(double square) {
    double z = SQRT5 * Math.sqrt(square);
    return (1 + z + z * z / 3) * Math.exp(-z);
  }

  /** The derivative by r², at most 0. */
  static double slope(double square) {
    double z = SQRT5 * Math.sqrt(square);
    return -5.0 / 6 * (1 + z) * Math.exp(-z);
  }
}
