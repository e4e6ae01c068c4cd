package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Points of the unit cube to look at: anywhere, or near another. Inactive coordinates are NaN. What
 * a constraint forbids is not proposed, so that all that is compared may be suggested.
 */
final class Proposals {
  /** Draws for one proposal; of a space cut to a tenth 10^-5 of the proposals are lost. */
  private static final int DRAWS = 100;

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

  /** Whether the constraints allow what lies at a point. */
  boolean allowed(double[] point) {
    return space.constraints().isEmpty() || space.allows(space.decode(point));
  }

  /** Uniform over what is allowed of the space; empty if that is so little that none was found. */
  Optional<double[]> anywhere() {
    return Stream.generate(this::drawn).limit(DRAWS).filter(this::allowed).findFirst();
  }

  private double[] drawn() {
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
   *
   * @return {@code point} itself if no move was found that is allowed
   */
  double[] near(double[] point, double scale) {
    return Stream.generate(() -> moved(point, scale))
        .limit(DRAWS)
        .filter(this::allowed)
        .findFirst()
        .orElse(point);
  }

  private double[] moved(double[] point, double scale) {
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
