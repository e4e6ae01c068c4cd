package dev.nightjar.search.strategy.grow;

/**
 * What may be tuned about {@link GrowStrategy}.
 *
 * @param tries trials of each size, which differ in their learning rate; default 4
 * @param factor by how much the number of hidden units grows at a time, above 1; default 2
 */
public record GrowSettings(int tries, double factor) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a setting is outside its range
   */
  public GrowSettings {
    if (tries < 1) {
      throw new IllegalArgumentException("tries is " + tries + " but must be at least 1");
    }
    if (!(factor > 1 && factor <= 100)) {
      throw new IllegalArgumentException("factor is " + factor + " but must be in (1, 100]");
    }
  }

  /** The settings used when none are given. */
  public static GrowSettings defaults() {
    return new GrowSettings(4, 2);
  }
}
