package dev.nightjar.search.strategy.tpe;

/**
 * What may be tuned about {@link TpeStrategy}.
 *
 * @param startupTrials finished trials before the model takes over from random draws; default 10
 * @param candidates new configurations drawn from the good density, of which the one with the best
 *     ratio is suggested; more exploit more; default 24
 * @param goodFraction the share of finished trials that counts as good, in (0, 1); default 0.1
 * @param maxGood the most trials that count as good; default 25
 * @param priorWeight the prior's weight in a mixture, an observation's being 1; default 0.5
 * @param bandwidth kernel width in units of n^(−1/(d+4)) standard deviations of the good trials;
 *     default 0.45 (Scott's rule has 1, which is too wide for a search)
 * @param minBandwidth smallest kernel width, as a share of the range; default 0.005
 */
public record TpeSettings(
    int startupTrials,
    int candidates,
    double goodFraction,
    int maxGood,
    double priorWeight,
    double bandwidth,
    double minBandwidth) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a setting is outside its range
   */
  public TpeSettings {
    require(startupTrials >= 1, "startupTrials", startupTrials, "at least 1");
    require(candidates >= 1, "candidates", candidates, "at least 1");
    require(goodFraction > 0 && goodFraction < 1, "goodFraction", goodFraction, "inside (0, 1)");
    require(maxGood >= 1, "maxGood", maxGood, "at least 1");
    require(priorWeight > 0 && priorWeight < 1e9, "priorWeight", priorWeight, "above 0");
    require(bandwidth > 0 && bandwidth < 1e9, "bandwidth", bandwidth, "above 0");
    require(
        minBandwidth > 0 && minBandwidth <= 1, "minBandwidth", minBandwidth, "above 0, at most 1");
  }

  /** The settings used when none are given. */
  public static TpeSettings defaults() {
    return new TpeSettings(10, 24, 0.1, 25, 0.5, 0.45, 0.005);
  }

  /** How many of {@code finished} trials count as good, before asking how many succeeded. */
  int good(int finished) {
    return (int) Math.min(Math.ceil(goodFraction * finished), maxGood);
  }

  private static void require(boolean holds, String name, double value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + " but must be " + allowed);
    }
  }
}
