package dev.nightjar.search.pruning;

import dev.nightjar.search.strategy.Normal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The signed-rank test of F. Wilcoxon, "Individual Comparisons by Ranking Methods", 1945, with one
 * side: are differences of pairs above zero more, and more clearly, than by chance?
 */
final class SignedRanks {

  /** With more differences than this the normal distribution is near enough. */
  private static final int MOST_EXACT = 100;

  private SignedRanks() {}

  /**
   * The probability that the ranks of the differences above zero sum to at least what they do here,
   * if each difference is as likely to be above zero as below. Zeros are left out; differences of
   * the same size share their ranks.
   *
   * @return from 0 to 1; 1 if all differences are zero or there is none
   */
  static double aboveZero(double[] differences) {
    double[] kept = Arrays.stream(differences).filter(d -> d != 0).toArray();
    int[] ranks = doubledRanks(kept);
    int sum = IntStream.range(0, kept.length).filter(i -> kept[i] > 0).map(i -> ranks[i]).sum();
    return kept.length <= MOST_EXACT ? exact(ranks, sum) : normal(ranks, sum);
  }

  /** Twice the ranks of the sizes, from 2, so that shared ranks are whole as well. */
  private static int[] doubledRanks(double[] differences) {
    int n = differences.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> Math.abs(differences[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[n];
    for (int from = 0; from < n; ) {
      int to = from;
      while (to < n && Math.abs(differences[order[to]]) == Math.abs(differences[order[from]])) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = from + 1 + to;
      }
      from = to;
    }
    return ranks;
  }

  /** Counts over all ways to give signs: share[s] of them have the sum s. */
  private static double exact(int[] ranks, int sum) {
    double[] share = new double[Arrays.stream(ranks).sum() + 1];
    share[0] = 1;
    int largest = 0;
    for (int rank : ranks) {
      for (int s = largest; s >= 0; s--) {
        share[s] /= 2;
        share[s + rank] += share[s];
      }
      largest += rank;
    }
    return Math.min(1, Arrays.stream(share, sum, share.length).sum());
  }

  /** By mean and variance, with the correction for whole (here doubled) steps. */
  private static double normal(int[] ranks, int sum) {
    double mean = 0;
    double variance = 0;
    for (int rank : ranks) {
      mean += rank / 2.0;
      variance += rank * (double) rank / 4;
    }
    return 1 - Normal.cdf((sum - 1 - mean) / Math.sqrt(variance));
  }
}
