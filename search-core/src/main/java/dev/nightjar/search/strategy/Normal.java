package dev.nightjar.search.strategy;

import java.util.random.RandomGenerator;

/** The standard normal distribution, and its restriction to an interval. */
public final class Normal {

  /** log √(2π). */
  public static final double LOG_SQRT_2PI = 0.9189385332046727;

  /** Cells narrower than this, in standard deviations, count as density × width. */
  private static final double NARROW = 0.05;

  private Normal() {}

  /**
   * P(Z ≤ z), to about 1e-15 absolutely and with a small relative error in the lower tail. Hart's
   * rational approximation (J. F. Hart, Computer Approximations, 1968, no. 5666) as arranged by G.
   * West, "Better approximations to cumulative normal functions", Wilmott, 2005.
   */
  public static double cdf(double z) {
    double x = Math.abs(z);
    if (x > 38) {
      return z > 0 ? 1 : 0;
    }
    double e = Math.exp(-x * x / 2);
    double tail;
    if (x < 7.07106781186547) {
      double p = 3.52624965998911e-2 * x + 0.700383064443688;
      p = p * x + 6.37396220353165;
      p = p * x + 33.912866078383;
      p = p * x + 112.079291497871;
      p = p * x + 221.213596169931;
      p = p * x + 220.206867912376;
      double q = 8.83883476483184e-2 * x + 1.75566716318264;
      q = q * x + 16.064177579207;
      q = q * x + 86.7807322029461;
      q = q * x + 296.564248779674;
      q = q * x + 637.333633378831;
      q = q * x + 793.826512519948;
      q = q * x + 440.413735824752;
      tail = e * p / q;
    } else {
      double fraction = x + 0.65;
      fraction = x + 4 / fraction;
      fraction = x + 3 / fraction;
      fraction = x + 2 / fraction;
      fraction = x + 1 / fraction;
      tail = e / fraction / 2.506628274631;
    }
    return z > 0 ? 1 - tail : tail;
  }

  /** The density at z. */
  public static double density(double z) {
    return Math.exp(-z * z / 2 - LOG_SQRT_2PI);
  }

  /**
   * The z with P(Z ≤ z) = {@code probability}, by Newton's method from the middle, which approaches
   * it from one side.
   *
   * @param probability inside (0, 1), not nearer to a bound than 1e-12
   */
  public static double quantile(double probability) {
    if (probability < 0.5) {
      return -quantile(1 - probability);
    }
    double z = 0;
    double step;
    do {
      step = (probability - cdf(z)) / density(z);
      z += step;
    } while (step > 1e-10);
    return z;
  }

  /** P(low ≤ Z ≤ high), without cancellation in either tail or in narrow intervals. */
  public static double mass(double low, double high) {
    double width = high - low;
    if (width < NARROW) {
      double middle = (low + high) / 2;
      return width * Math.exp(-middle * middle / 2 - LOG_SQRT_2PI);
    }
    return low > 0 ? cdf(-low) - cdf(-high) : cdf(high) - cdf(low);
  }

  /**
   * Draws from N(mean, deviation²) restricted to [0, 1] by rejection; with the mean inside and a
   * deviation of at most 1 at least a third of the draws are kept.
   */
  public static double sampleUnit(double mean, double deviation, RandomGenerator random) {
    while (true) {
      double x = mean + deviation * random.nextGaussian();
      if (x >= 0 && x <= 1) {
        return x;
      }
    }
  }
}
