package dev.nightjar.search.strategy.tpe;

import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.strategy.Normal;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Normal kernels truncated to the unit interval, that is to the parameter's range on its own linear
 * or logarithmic scale. For whole numbers the density is integrated over the value's cell. The
 * prior is the kernel in the middle of the range and as wide as it.
 */
final class NumberKernels implements Kernels {

  private final double[] centres;
  private final double[] widths;

  /** 1 / width, or 0 where there is no kernel. */
  private final double[] inverse;

  private final double[] constants;
  private final Optional<IntParameter> cells;

  /**
   * Kernels around centres.
   *
   * @param coordinates centres in [0, 1], NaN where a component has no kernel; the last component
   *     is the prior and its coordinate is not read
   * @param width standard deviation of the kernels, in (0, 1]
   * @param cells the parameter if its values are whole numbers
   */
  NumberKernels(double[] coordinates, double width, Optional<IntParameter> cells) {
    this.cells = cells;
    int n = coordinates.length;
    this.centres = new double[n];
    this.widths = new double[n];
    this.inverse = new double[n];
    this.constants = new double[n];
    for (int i = 0; i < n; i++) {
      boolean prior = i == n - 1;
      if (!prior && Double.isNaN(coordinates[i])) {
        continue; // With factor and constant 0 the component adds log density 0.
      }
      centres[i] = prior ? 0.5 : coordinates[i];
      widths[i] = prior ? 1 : width;
      inverse[i] = 1 / widths[i];
      constants[i] =
          -Math.log(Normal.mass(-centres[i] * inverse[i], (1 - centres[i]) * inverse[i]));
      if (cells.isEmpty()) {
        constants[i] -= Math.log(widths[i]) + Normal.LOG_SQRT_2PI;
      }
    }
  }

  @Override
  public double sample(int component, RandomGenerator random) {
    return Normal.sampleUnit(centres[component], widths[component], random);
  }

  @Override
  public void addLogDensity(double coordinate, double[] logs) {
    if (cells.isPresent()) {
      addLogMass(cells.get(), coordinate, logs);
      return;
    }
    for (int i = 0; i < logs.length; i++) {
      double z = (coordinate - centres[i]) * inverse[i];
      logs[i] += constants[i] - 0.5 * z * z;
    }
  }

  private void addLogMass(IntParameter parameter, double coordinate, double[] logs) {
    long value = (Long) parameter.fromUnit(coordinate);
    double low = parameter.unitOf(value - parameter.step() / 2.0);
    double high = parameter.unitOf(value + parameter.step() / 2.0);
    for (int i = 0; i < logs.length; i++) {
      if (inverse[i] > 0) {
        double mass =
            Normal.mass((low - centres[i]) * inverse[i], (high - centres[i]) * inverse[i]);
        logs[i] += constants[i] + Math.log(mass);
      }
    }
  }
}
