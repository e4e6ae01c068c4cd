package dev.nightjar.search.strategy.tpe;

import java.util.random.RandomGenerator;

/**
 * The kernels of one parameter: one a component of the mixture, that is one an observation and, as
 * the last component, the prior. Components whose observation lacks the parameter have no kernel.
 *
 * <p>Densities are with respect to the parameter's own values; constants common to all components
 * are kept, since a ratio of two estimators of the same space cancels them.
 */
interface Kernels {

  /** Draws a coordinate in [0, 1] from a component that has a kernel. */
  double sample(int component, RandomGenerator random);

  /** Adds each component's log density at a coordinate; 0 for components without a kernel. */
  void addLogDensity(double coordinate, double[] logs);
}
