package dev.nightjar.search.strategy.genetic;

/**
 * What may be tuned about {@link GeneticStrategy}.
 *
 * @param population how many of the best trials may become parents, for each criterion, and how
 *     many trials are drawn at random before breeding starts; default 16
 * @param tournament among how many members a parent is the best; more press harder; default 3
 * @param crossover probability that a child mixes the coordinates of two parents, in [0, 1];
 *     default 0.8
 * @param mutation strength of mutation as Jenetics defines it, in (0, 1]: each of population,
 *     chromosome and gene is picked with its cube root; default 0.3
 */
public record GeneticSettings(int population, int tournament, double crossover, double mutation) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a setting is outside its range
   */
  public GeneticSettings {
    require(population >= 2, "population", population, "at least 2");
    require(tournament >= 2, "tournament", tournament, "at least 2");
    require(crossover >= 0 && crossover <= 1, "crossover", crossover, "in [0, 1]");
    require(mutation > 0 && mutation <= 1, "mutation", mutation, "in (0, 1]");
  }

  /** The settings used when none are given. */
  public static GeneticSettings defaults() {
    return new GeneticSettings(16, 3, 0.8, 0.3);
  }

  private static void require(boolean holds, String name, double value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + " but must be " + allowed);
    }
  }
}
