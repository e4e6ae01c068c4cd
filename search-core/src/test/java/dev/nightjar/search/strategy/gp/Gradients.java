package dev.nightjar.search.strategy.gp;

import java.util.function.ToDoubleFunction;

/** Derivatives by central differences. */
final class Gradients {

  private Gradients() {}

  /** Of a function at a point, with a step to either side. */
  static double[] of(ToDoubleFunction<double[]> function, double[] at, double step) {
    double[] gradient = new double[at.length];
    for (int d = 0; d < at.length; d++) {
      double[] moved = at.clone();
      moved[d] = at[d] + step;
      double above = function.applyAsDouble(moved);
      moved[d] = at[d] - step;
      gradient[d] = (above - function.applyAsDouble(moved)) / (2 * step);
    }
    return gradient;
  }
}
