package dev.nightjar.search.finalist;

/**
 * How many of the best configurations are trained again, and how often each.
 *
 * @param top how many configurations, at least 1; 0 for none
 * @param seeds over how many fresh seeds each, at least 1; 0 for none
 * @param maxSeeds over how many at most, while there is time in a study that has a limit of it; at
 *     least {@code seeds}
 * @param refit whether the winner is trained once more in the end, on the data that had judged it,
 *     too; who runs a study does that after the run, which leaves time for it
 */
public record FinalistPlan(int top, int seeds, int maxSeeds, boolean refit) {

  /** Nothing is trained again. */
  public static final FinalistPlan NONE = new FinalistPlan(0, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below zero, only one of top and seeds is zero, or
   *     there are fewer seeds at most than in any case
   */
  public FinalistPlan {
    if (top < 0 || seeds < 0 || (top == 0) != (seeds == 0)) {
      throw new IllegalArgumentException(
          "finalists are at least 1 of the best over at least 1 seed, or none (0 and 0), not "
              + top
              + " over "
              + seeds);
    }
    if (maxSeeds < seeds) {
      throw new IllegalArgumentException(
          "finalists are trained over " + seeds + " seeds, so not over " + maxSeeds + " at most");
    }
  }

  /** So many seeds, no more if there is time, and no refit. */
  public FinalistPlan(int top, int seeds) {
    this(top, seeds, seeds, false);
  }

  /** This plan with a refit of the winner. */
  public FinalistPlan withRefit() {
    return new FinalistPlan(top, seeds, maxSeeds, true);
  }

  /** Whether anything is trained again. */
  public boolean wanted() {
    return top > 0;
  }
}
