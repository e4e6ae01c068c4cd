package dev.nightjar.search.finalist;

/**
 * How many of the best configurations are trained again, and how often each.
 *
 * @param top how many configurations, at least 1; 0 for none
 * @param seeds over how many fresh seeds each, at least 1; 0 for none
 */
public record FinalistPlan(int top, int seeds) {

  /** Nothing is trained again. */
  public static final FinalistPlan NONE = new FinalistPlan(0, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below zero, or only one of them is zero
   */
  public FinalistPlan {
    if (top < 0 || seeds < 0 || (top == 0) != (seeds == 0)) {
      throw new IllegalArgumentException(
          "finalists are at least 1 of the best over at least 1 seed, or none (0 and 0), not "
              + top
              + " over "
              + seeds);
    }
  }

  /** Whether anything is trained again. */
  public boolean wanted() {
    return top > 0;
  }
}
