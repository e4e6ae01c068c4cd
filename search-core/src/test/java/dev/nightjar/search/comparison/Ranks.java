package dev.nightjar.search.comparison;

import java.util.Arrays;

/** Medians, and ranks of values that are to be small. */
public final class Ranks {
  private Ranks() {}

  /** The middle value, or the mean of the two in the middle. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /**
   * The rank of each column, 1 being the smallest value of a row and equal values having the mean
   * of their ranks, in the mean over all rows.
   */
  public static double[] mean(double[][] rows) {
    double[] means = new double[rows[0].length];
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        double value = row[i];
        long below = Arrays.stream(row).filter(v -> v < value).count();
        long equal = Arrays.stream(row).filter(v -> v == value).count();
        means[i] += (below + (equal + 1) / 2.0) / rows.length;
      }
    }
    return means;
  }
}
