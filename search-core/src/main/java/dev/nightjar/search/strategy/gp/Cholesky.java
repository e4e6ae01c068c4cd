package dev.nightjar.search.strategy.gp;

/** Lower triangular factors of symmetric positive definite matrices, kept as rows. */
final class Cholesky {
  private static final double SMALLEST_PIVOT = 1e-10;

  private Cholesky() {}

  /** Replaces the lower triangle of A by L with A = L·Lᵀ; pivots are kept above rounding. */
  static void factor(double[][] a) {
    extend(a, 0);
  }

  /**
   * The same where the first rows are those of L already: adding rows to a matrix leaves the factor
   * of what was there as it is.
   *
   * @param known the number of those rows
   */
  static void extend(double[][] a, int known) {
    for (int i = known; i < a.length; i++) {
      double[] row = a[i];
      for (int j = 0; j < i; j++) {
        row[j] = (row[j] - dot(row, a[j], j)) / a[j][j];
      }
      row[i] = Math.sqrt(Math.max(SMALLEST_PIVOT, row[i] - dot(row, row, i)));
    }
  }

  private static double dot(double[] a, double[] b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      s0 += a[k] * b[k];
      s1 += a[k + 1] * b[k + 1];
      s2 += a[k + 2] * b[k + 2];
      s3 += a[k + 3] * b[k + 3];
    }
    for (; k < length; k++) {
      s0 += a[k] * b[k];
    }
    return s0 + s1 + s2 + s3;
  }

  /** L⁻¹·b. */
  static double[] forward(double[][] factor, double[] b) {
    double[] x = b.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = (x[i] - dot(factor[i], x, i)) / factor[i][i];
    }
    return x;
  }

  /** L⁻ᵀ·b. */
  static double[] backward(double[][] factor, double[] b) {
    double[] x = b.clone();
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= factor[i][i];
      double value = x[i];
      double[] row = factor[i];
      for (int j = 0; j < i; j++) {
        x[j] -= value * row[j];
      }
    }
    return x;
  }

  /** A⁻¹·b. */
  static double[] solve(double[][] factor, double[] b) {
    return backward(factor, forward(factor, b));
  }

  /** The lower triangle of A⁻¹ = L⁻ᵀ·L⁻¹. */
  static double[][] inverse(double[][] factor) {
    int n = factor.length;
    double[][] inverted = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[i + 1];
      for (int k = 0; k < i; k++) {
        add(row, -factor[i][k] / factor[i][i], inverted[k], k + 1);
      }
      row[i] = 1 / factor[i][i];
      inverted[i] = row;
    }
    double[][] result = new double[n][];
    for (int i = 0; i < n; i++) {
      result[i] = new double[i + 1];
    }
    for (int k = 0; k < n; k++) {
      double[] row = inverted[k];
      for (int i = 0; i <= k; i++) {
        add(result[i], row[i], row, i + 1);
      }
    }
    return result;
  }

  // Its own method with one common index, so that the compiler vectorises it.
  private static void add(double[] to, double factor, double[] from, int length) {
    for (int j = 0; j < length; j++) {
      to[j] += factor * from[j];
    }
  }

  /** log det A. */
  static double logDeterminant(double[][] factor) {
    double sum = 0;
    for (int i = 0; i < factor.length; i++) {
      sum += Math.log(factor[i][i]);
    }
    return 2 * sum;
  }
}
