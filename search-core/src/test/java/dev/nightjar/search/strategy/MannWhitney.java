package dev.nightjar.search.strategy;

import java.util.Arrays;
import java.util.List;

/**
 * The rank test of H. B. Mann and D. R. Whitney (1947): whether one of two samples tends to have
 * the smaller values. Ties are allowed: the distribution is that of the midranks of the values at
 * hand, every split of them into two samples of these sizes being equally probable.
 */
public final class MannWhitney {

  private MannWhitney() {}

  /** Pairs, one of each sample, with the smaller value in {@code a}; ties count half. */
  public static double u(double[] a, double[] b) {
    double u = 0;
    for (double x : a) {
      for (double y : b) {
        u += x < y ? 1 : x == y ? 0.5 : 0;
      }
    }
    return u;
  }

  /** The probability of a U at least as far from its mean, if there is no difference; exact. */
  public static double twoSided(double[] a, double[] b) {
    return new Split(a, b).twoSided();
  }

  /** The probability of a U at least as large, if there is no difference; exact. */
  public static double oneSided(double[] a, double[] b) {
    return new Split(a, b).oneSided();
  }

  /**
   * How many standard deviations {@link #u} is above what two samples of the same distribution
   * give; 0 if all values are the same.
   *
   * @param a at least eight values, if a probability is to be made of it by the normal distribution
   * @param b likewise
   */
  public static double score(List<Double> a, List<Double> b) {
    return pooledScore(List.of(array(a)), List.of(array(b)));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }

  /**
   * The same over several pairs of samples, values being compared within a pair only: the sum of U
   * over its deviation (P. van Elteren, 1960; with equal sizes, where his weights are equal).
   */
  public static double pooledScore(List<double[]> a, List<double[]> b) {
    double excess = 0;
    double variance = 0;
    for (int i = 0; i < a.size(); i++) {
      excess += u(a.get(i), b.get(i)) - a.get(i).length * b.get(i).length / 2.0;
      variance += variance(a.get(i), b.get(i));
    }
    return variance == 0 ? 0 : excess / Math.sqrt(variance);
  }

  /** Of U: m·n/12·(N + 1 − Σ(t³ − t)/(N·(N − 1))), t being how often each value stands. */
  private static double variance(double[] a, double[] b) {
    double all = a.length + b.length;
    double[] sorted = both(a, b);
    double ties = 0;
    for (int from = 0, to = 0; from < sorted.length; from = to) {
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double t = to - from;
      ties += t * t * t - t;
    }
    return a.length * b.length / 12.0 * (all + 1 - ties / (all * (all - 1)));
  }

  private static double[] both(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    Arrays.sort(both);
    return both;
  }

  /**
   * How many of all splits give each sum of ranks. Takes time O(|a|·N³) and memory O(|a|·N²): for
   * samples of tens.
   */
  private static final class Split {
    /** [k][s]: sets of k values with s as the sum of twice their ranks. */
    private final double[][] ways;

    private final int sum;
    private final int mean;

    Split(double[] a, double[] b) {
      double[] all = both(a, b);
      int n = all.length;
      ways = new double[a.length + 1][n * (n + 1) + 1];
      ways[0][0] = 1;
      for (double value : all) {
        int rank = twiceRank(value, all);
        for (int k = a.length; k > 0; k--) {
          for (int s = ways[k].length - 1; s >= rank; s--) {
            ways[k][s] += ways[k - 1][s - rank];
          }
        }
      }
      sum = Arrays.stream(a).mapToInt(value -> twiceRank(value, all)).sum();
      mean = a.length * (n + 1);
    }

    private static int twiceRank(double value, double[] all) {
      int below = 0;
      int notAbove = 0;
      for (double other : all) {
        below += other < value ? 1 : 0;
        notAbove += other <= value ? 1 : 0;
      }
      return below + notAbove + 1;
    }

    double twoSided() {
      double extreme = 0;
      double[] counts = ways[ways.length - 1];
      for (int s = 0; s < counts.length; s++) {
        extreme += Math.abs(s - mean) >= Math.abs(sum - mean) ? counts[s] : 0;
      }
      return extreme / Arrays.stream(counts).sum();
    }

    double oneSided() {
      double[] counts = ways[ways.length - 1];
      return Arrays.stream(counts, 0, sum + 1).sum() / Arrays.stream(counts).sum();
    }
  }
}
