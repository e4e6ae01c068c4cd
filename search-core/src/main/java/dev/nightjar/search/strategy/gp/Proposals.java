package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.random.RandomGenerator;

/** Points of the unit cube to look at: anywhere, or near another. Inactive coordinates are NaN. */
final class Proposals {
  private final SearchSpace space;
  private final RandomGenerator random;
  private final boolean plain;

  Proposals(SearchSpace space, RandomGenerator random) {
    this.space = space;
    this.random = random;
    plain =
        space.parameters().stream()
            .allMatch(p -> p.condition().isEmpty() && p.cardinality().isEmpty());
  }

  /** Uniform over the space. */
  double[] anywhere() {
    if (plain) {
      return random.doubles(space.dimension()).toArray();
    }
    return space.encode(space.sample(random));
  }

  /**
   * Moves some coordinates of {@code point}: numbers by a normal step of deviation {@code scale} in
   * the unit cube, reflected at its faces; choices to any, itself included. One coordinate, unless
   * it is inactive, is always moved, if it is a whole number by at least the mean width of a
   * value's cell. What becomes active is drawn uniformly.
   */
  double[] near(double[] point, double scale) {
    int dimension = space.dimension();
    // Half of the steps go along few parameters: most do not matter to most functions.
    double share = random.nextBoolean() ? 1 : Math.min(1, 2.0 / dimension);
    int forced = random.nextInt(dimension);
    double[] moved = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      boolean moves = d == forced || random.nextDouble() < share;
      if (Double.isNaN(point[d])) {
        moved[d] = random.nextDouble();
      } else {
        moved[d] = moves ? step(space.parameters().get(d), point[d], scale, d == forced) : point[d];
      }
    }
    return plain ? moved : space.encode(space.decode(moved));
  }

  private double step(Parameter parameter, double from, double scale, boolean forced) {
    if (parameter instanceof CategoricalParameter) {
      return forced || random.nextDouble() < 2 * scale ? random.nextDouble() : from;
    }
    double step = scale * random.nextGaussian();
    if (parameter instanceof IntParameter && forced) {
      double cell = 1.0 / parameter.cardinality().orElseThrow();
      step = Math.copySign(Math.max(Math.abs(step), cell), step);
    }
    double to = from + step;
    to = to < 0 ? -to : to > 1 ? 2 - to : to;
    return Math.max(0, Math.min(1, to));
  }
}
