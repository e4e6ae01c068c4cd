package dev.nightjar.search.strategy.gp;

/** Where the largest expected improvement is looked for. */
public enum Region {
  /** In the whole space. */
  EVERYWHERE(1, 0.3, 5),

  /**
   * Near the best trial only: a trust region (Eriksson et al., "Scalable Global Optimization via
   * Local Bayesian Optimization", 2019), of fixed size. In many dimensions the expected improvement
   * is largest in far corners of which nothing is known; this is for going on where it is good.
   */
  NEAR_THE_BEST(0.1, 0.05, 1);

  private final double radius;
  private final double scale;
  private final int centres;

  Region(double radius, double scale, int centres) {
    this.radius = radius;
    this.scale = scale;
    this.centres = centres;
  }

  /** How far from the best trial a coordinate of the unit cube may be moved by gradient. */
  double radius() {
    return radius;
  }

  /** The largest deviation of random steps in the unit cube. */
  double scale() {
    return scale;
  }

  /** Around how many of the best trials to look. */
  int centres(int trials) {
    return Math.min(centres, trials);
  }
}
