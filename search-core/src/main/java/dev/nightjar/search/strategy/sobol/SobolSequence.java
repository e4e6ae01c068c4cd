package dev.nightjar.search.strategy.sobol;

import org.hipparchus.random.SobolSequenceGenerator;

/**
 * The sequence of I. M. Sobol' (1967) with Owen's nested uniform scrambling. Immutable: one
 * instance may serve all threads.
 *
 * <p>The direction numbers are those of S. Joe and F. Y. Kuo (2008), {@code new-joe-kuo-6}, as
 * Hipparchus brings them. A coordinate of point n is, in 32 binary digits, the exclusive or of the
 * direction numbers of the digits set in n.
 *
 * <p>Scrambling (A. B. Owen, 1995) flips each digit or leaves it, by a coin that belongs to the
 * dimension and the digits before it; here the coin is a hash of these and the seed. So each seed
 * gives another sequence, every point of it is uniform in the unit cube, and it is as evenly spread
 * as the original: of any 2ᵏ points in succession from a multiple of 2ᵏ on, every coordinate has
 * exactly one in each of the 2ᵏ intervals of length 2⁻ᵏ.
 *
 * <p>A point costs time in proportion to 32 times the dimension, whatever its index.
 */
public final class SobolSequence {

  /** As many dimensions as Joe and Kuo give direction numbers for. */
  public static final int MAX_DIMENSION = 21_201;

  /** Points have indices of this many binary digits. */
  private static final int INDEX_DIGITS = 31;

  /** Coordinates have this many binary digits. */
  private static final int DIGITS = 32;

  private static final double UNIT = 0x1p-32;

  /**
   * The digits of {@code directions[d][k]} are turned over in dimension d by digit k of the index.
   */
  private final int[][] directions;

  /**
   * A sequence.
   *
   * @param dimension coordinates of a point, from 1 to {@link #MAX_DIMENSION}
   * @throws IllegalArgumentException if there are no direction numbers for so many dimensions
   */
  public SobolSequence(int dimension) {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "a Sobol sequence has from 1 to " + MAX_DIMENSION + " dimensions, not " + dimension);
    }
    this.directions = directions(dimension);
  }

  /**
   * Hipparchus steps through the sequence in the order of Gray's code, where point 2ᵏ⁺¹ − 1 has the
   * one digit k set.
   */
  private static int[][] directions(int dimension) {
    SobolSequenceGenerator generator = new SobolSequenceGenerator(dimension);
    int[][] directions = new int[dimension][INDEX_DIGITS];
    for (int k = 0; k < INDEX_DIGITS; k++) {
      double[] point = generator.skipTo((int) ((1L << (k + 1)) - 1));
      for (int d = 0; d < dimension; d++) {
        directions[d][k] = (int) (long) (point[d] / UNIT);
      }
    }
    return directions;
  }

  /** The number of coordinates of a point. */
  public int dimension() {
    return directions.length;
  }

  /**
   * A point of the scrambled sequence.
   *
   * @param index which, from 0
   * @param seed which scrambling
   * @return coordinates in (0, 1), both exclusive, never two of them alike in one dimension
   * @throws IllegalArgumentException if the index is negative
   */
  public double[] point(int index, long seed) {
    if (index < 0) {
      throw new IllegalArgumentException("points are counted from 0, there is none of " + index);
    }
    double[] point = new double[directions.length];
    for (int d = 0; d < point.length; d++) {
      int digits = 0;
      for (int rest = index; rest != 0; rest &= rest - 1) {
        digits ^= directions[d][Integer.numberOfTrailingZeros(rest)];
      }
      point[d] = (Integer.toUnsignedLong(scramble(digits, mix(mix(seed) + d))) + 0.5) * UNIT;
    }
    return point;
  }

  /** Each digit is turned over or not by a coin of the digits before it. */
  private static int scramble(int digits, long seed) {
    int flips = 0;
    for (int k = 0; k < DIGITS; k++) {
      // The leading one tells nodes of different depth apart.
      long node = (1L << k) | (Integer.toUnsignedLong(digits) >>> (DIGITS - k));
      flips |= (int) (mix(seed + node) >>> 63) << (DIGITS - 1 - k);
    }
    return digits ^ flips;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014; variant 13 of Stafford). */
  private static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
