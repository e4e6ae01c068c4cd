package dev.nightjar.search.comparison;

import java.util.Arrays;

/**
 * When the optimum counts as found. A value is that if its regret, by how much it is above the
 * smallest, is at most a thousandth of random search's median regret. Such values are taken to be
 * the same: who is nearer in a digit that nobody needs is not better.
 *
 * @param optimum the smallest value of the function
 * @param tolerance the largest regret of a solved run
 */
public record Solved(double optimum, double tolerance) {
  private static final double SHARE = 1e-3;

  /**
   * Measured by random search.
   *
   * @param random the best values of its runs, each after as many trials as those to be judged
   */
  public static Solved of(double optimum, double[] random) {
    return new Solved(optimum, SHARE * (Ranks.median(random) - optimum));
  }

  /** Whether a run with this best value has found the optimum. */
  public boolean is(double best) {
    return best - optimum <= tolerance;
  }

  /** The best values, those of solved runs replaced by the optimum. */
  public double[] tied(double[] best) {
    return Arrays.stream(best).map(v -> is(v) ? optimum : v).toArray();
  }
}
