package dev.nightjar.search.comparison;

import dev.nightjar.search.strategy.MannWhitney;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether one sampler finds smaller values than another on one of several problems.
 *
 * @param finding what can be said with 5 % of error over all the problems together
 * @param wins the probability that a run of the first is better than one of the second; ties half
 * @param p by the two-sided test of Mann and Whitney, of this problem alone
 * @param corrected after S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979
 */
public record Verdict(Finding finding, double wins, double p, double corrected) {
  private static final double ERROR = 0.05;

  /** What there is to find. */
  public enum Finding {
    BETTER,
    WORSE,
    TIE
  }

  /**
   * One verdict a problem.
   *
   * @param ours the best values of our runs, one array a problem
   * @param theirs the same of the other's
   */
  public static List<Verdict> of(List<double[]> ours, List<double[]> theirs) {
    double[] p =
        IntStream.range(0, ours.size())
            .mapToDouble(i -> MannWhitney.twoSided(ours.get(i), theirs.get(i)))
            .toArray();
    double[] corrected = holm(p);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      double pairs = (double) ours.get(i).length * theirs.get(i).length;
      double wins = MannWhitney.u(ours.get(i), theirs.get(i)) / pairs;
      Finding side = wins > 0.5 ? Finding.BETTER : Finding.WORSE;
      verdicts.add(
          new Verdict(corrected[i] <= ERROR ? side : Finding.TIE, wins, p[i], corrected[i]));
    }
    return verdicts;
  }

  /** How often something was found. */
  public static long count(List<Verdict> verdicts, Finding finding) {
    return verdicts.stream().filter(v -> v.finding() == finding).count();
  }

  /**
   * Holm's corrected probabilities: of n, the k-th smallest times n + 1 − k, at most 1, and not
   * below the one before.
   */
  static double[] holm(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] corrected = new double[p.length];
    double before = 0;
    for (int k = 0; k < p.length; k++) {
      before = Math.max(before, Math.min(1, p[ascending[k]] * (p.length - k)));
      corrected[ascending[k]] = before;
    }
    return corrected;
  }
}
