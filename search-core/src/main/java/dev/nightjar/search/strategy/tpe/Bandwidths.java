package dev.nightjar.search.strategy.tpe;

import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.List;

/**
 * How wide the kernels of each numeric parameter are, as a share of its range.
 *
 * <p>A width is a factor times the standard deviation of the good observations times n^(−1/(d+4)),
 * the rule of D. W. Scott (Multivariate Density Estimation, 1992). So kernels narrow along the
 * parameters on which good trials agree and stay wide along those that do not matter. Both
 * densities get the widths of the good one: were the other's narrower, as they are when each
 * follows the gaps between its own observations, the ratio would be high in every gap, wherever it
 * is. The prior counts by its weight, which keeps a few equal observations from closing the range.
 */
final class Bandwidths {

  private static final double PRIOR_MEAN = 0.5;
  private static final double PRIOR_SQUARE = 1.0 / 3; // E u², u uniform on the unit interval

  private Bandwidths() {}

  /**
   * One width a coordinate, in (0, 1].
   *
   * @param good good observations in the unit cube, NaN where inactive; may be empty
   */
  static double[] of(SearchSpace space, List<double[]> good, TpeSettings settings) {
    double[] widths = new double[space.dimension()];
    double exponent = -1.0 / (widths.length + 4);
    for (int d = 0; d < widths.length; d++) {
      double n = settings.priorWeight();
      double sum = n * PRIOR_MEAN;
      double squares = n * PRIOR_SQUARE;
      for (double[] point : good) {
        if (!Double.isNaN(point[d])) {
          n++;
          sum += point[d];
          squares += point[d] * point[d];
        }
      }
      double deviation = Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
      double width = settings.bandwidth() * deviation * Math.pow(Math.max(1, n), exponent);
      double smallest = Math.max(settings.minBandwidth(), halfCell(space.parameters().get(d)));
      widths[d] = Math.max(smallest, Math.min(1, width));
    }
    return widths;
  }

  /** Half of a whole number's share of the range: a narrower kernel could not leave its value. */
  private static double halfCell(Parameter parameter) {
    return parameter instanceof IntParameter ? 0.5 / parameter.cardinality().orElseThrow() : 0;
  }
}
