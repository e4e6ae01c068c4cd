package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;

/**
 * How far apart two configurations are, parameter by parameter, so that a kernel over their sum is
 * positive definite on mixed and conditional spaces.
 *
 * <p>Squared distances between points of the unit cube (NaN where inactive): (a − b)² of a number;
 * 0 or 1 of a choice. A conditional number is laid on an arc of one radian around the point that
 * stands for "inactive" (Hutter and Osborne, "A Kernel for Hierarchical Parameter Spaces", 2013): 2
 * − 2·cos(a − b), which is close to (a − b)²; 1 from active to inactive; 0 where both are inactive.
 * So what is inactive pulls nothing nearer and pushes nothing apart.
 */
final class Distances {
  /** Units of choices are cell middles; equal ones agree but for rounding. */
  private static final double SAME_CHOICE = 1e-9;

  private final boolean[] choice;
  private final boolean[] conditional;

  Distances(SearchSpace space) {
    choice = new boolean[space.dimension()];
    conditional = new boolean[space.dimension()];
    for (int d = 0; d < choice.length; d++) {
      Parameter parameter = space.parameters().get(d);
      choice[d] = parameter instanceof CategoricalParameter;
      conditional[d] = parameter.condition().isPresent();
    }
  }

  int dimension() {
    return choice.length;
  }

  /** The squared distance along parameter {@code d}, in [0, 1]. */
  double squared(int d, double a, double b) {
    if (conditional[d]) {
      boolean aInactive = Double.isNaN(a);
      boolean bInactive = Double.isNaN(b);
      if (aInactive || bInactive) {
        return aInactive == bInactive ? 0 : 1;
      }
      if (!choice[d]) {
        return 2 - 2 * Math.cos(a - b);
      }
    }
    double difference = a - b;
    if (choice[d]) {
      return Math.abs(difference) < SAME_CHOICE ? 0 : 1;
    }
    return difference * difference;
  }

  /** Half the derivative of {@link #squared} by {@code a}; 0 for a choice. */
  double halfSlope(int d, double a, double b) {
    if (choice[d] || Double.isNaN(a) || Double.isNaN(b)) {
      return 0;
    }
    return conditional[d] ? Math.sin(a - b) : a - b;
  }
}
