package dev.nightjar.search.strategy.evolution;

/**
 * What may be tuned about {@link EvolutionStrategy}.
 *
 * @param deviation standard deviation at the beginning, in parts of every range; default 0.3, with
 *     which the distribution, begun in the middle, reaches the bounds
 * @param converged the search begins anew elsewhere when no coordinate's standard deviation is
 *     above this part of its range any more; default 10⁻³
 */
public record EvolutionSettings(double deviation, double converged) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a setting is outside its range
   */
  public EvolutionSettings {
    require(deviation > 0 && deviation <= 1, "deviation", deviation, "in (0, 1]");
    require(converged > 0 && converged < deviation, "converged", converged, "in (0, deviation)");
  }

  /** The settings used when none are given. */
  public static EvolutionSettings defaults() {
    return new EvolutionSettings(0.3, 1e-3);
  }

  private static void require(boolean holds, String name, double value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + " but must be " + allowed);
    }
  }
}
