package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.strategy.Normal;

/**
 * The logarithm of the expected improvement below a value, which keeps its slope where the
 * improvement itself is too small for a double (Ament et al., "Unexpected Improvements to Expected
 * Improvement for Bayesian Optimization", 2023).
 *
 * <p>With z = (best − mean)/deviation the expected improvement is deviation·h(z), h(z) = φ(z) +
 * z·Φ(z). Below z = −1.5, h is written with Mills' ratio M(t) = Φ(−t)/φ(t), t = −z, as φ(t)·(1 −
 * t·M(t)).
 *
 * @param best the value to be improved on
 */
record ExpectedImprovement(double best) {
  private static final double MILLS_FROM = 1.5;
  private static final int MILLS_TERMS = 60;

  /** From here on 1 − t·M(t) is its asymptotic series to the last digit. */
  private static final double ASYMPTOTIC_FROM = 1e3;

  /** log EI. */
  double log(double mean, double deviation) {
    double z = (best - mean) / deviation;
    double logShape =
        z > -MILLS_FROM
            ? Math.log(shape(z))
            : -0.5 * z * z - Normal.LOG_SQRT_2PI + Math.log(remainder(-z));
    return Math.log(deviation) + logShape;
  }

  /**
   * The derivatives of log EI.
   *
   * @return by the mean, then by the deviation
   */
  double[] slopes(double mean, double deviation) {
    double z = (best - mean) / deviation;
    if (z > -MILLS_FROM) {
      double scaled = deviation * shape(z);
      return new double[] {-Normal.cdf(z) / scaled, Normal.density(z) / scaled};
    }
    double scaled = deviation * remainder(-z);
    return new double[] {-mills(-z) / scaled, 1 / scaled};
  }

  private static double shape(double z) {
    return Normal.density(z) + z * Normal.cdf(z);
  }

  /** 1 − t·M(t), which is about 1/t². */
  private static double remainder(double t) {
    if (t > ASYMPTOTIC_FROM) {
      double s = 1 / (t * t);
      return s * (1 - 3 * s);
    }
    return 1 - t * mills(t);
  }

  /** Laplace's continued fraction 1/(t + 1/(t + 2/(t + 3/(t + …)))). */
  private static double mills(double t) {
    double tail = t;
    for (int k = MILLS_TERMS; k >= 1; k--) {
      tail = t + k / tail;
    }
    return 1 / tail;
  }
}
