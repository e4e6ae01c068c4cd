package dev.nightjar.search.strategy.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process conditioned on observations: mean and variance of the function anywhere in the
 * unit cube (Rasmussen and Williams 2006, algorithm 2.1). Conditioning costs O(n³), a prediction
 * O(n²). Immutable.
 */
final class GaussianProcess {
  /** What rounding may leave of a variance. */
  private static final double SMALLEST_VARIANCE = 1e-14;

  /** Points predicted at once; more would not fit in the processor's cache. */
  private static final int TILE = 64;

  private final Distances distances;
  private final Hyperparameters parameters;
  private final List<double[]> points;
  private final double[][] factor;
  private final double[] solved;

  private GaussianProcess(
      Distances distances,
      Hyperparameters parameters,
      List<double[]> points,
      double[][] factor,
      double[] values) {
    this.distances = distances;
    this.parameters = parameters;
    this.points = points;
    this.factor = factor;
    this.solved = Cholesky.solve(factor, values);
  }

  /**
   * Conditions on observations.
   *
   * @param points of the unit cube, NaN where inactive
   * @param values one a point, of mean about 0 and variance about 1
   */
  static GaussianProcess of(
      Distances distances, Hyperparameters parameters, List<double[]> points, double[] values) {
    return conditioned(distances, parameters, points, values, new double[0][]);
  }

  /**
   * The process with further observations.
   *
   * @param more points after those known
   * @param all values, of those known first
   */
  GaussianProcess with(List<double[]> more, double[] all) {
    List<double[]> together = new ArrayList<>(points);
    together.addAll(more);
    return conditioned(distances, parameters, together, all, factor);
  }

  /** Rows of the factor that are known already are shared, not changed. */
  private static GaussianProcess conditioned(
      Distances distances,
      Hyperparameters parameters,
      List<double[]> points,
      double[] values,
      double[][] known) {
    int n = points.size();
    double[][] covariance = Arrays.copyOf(known, n);
    for (int i = known.length; i < n; i++) {
      covariance[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        covariance[i][j] =
            parameters.variance()
                * Matern.value(square(distances, parameters, points.get(i), points.get(j)));
      }
      covariance[i][i] = parameters.variance() + parameters.noise();
    }
    Cholesky.extend(covariance, known.length);
    return new GaussianProcess(distances, parameters, points, covariance, values);
  }

  private static double square(
      Distances distances, Hyperparameters parameters, double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += parameters.weights()[d] * distances.squared(d, a[d], b[d]);
    }
    return sum;
  }

  /**
   * Means and standard deviations of the function at many points.
   *
   * @return [2][points]: means, then deviations
   */
  double[][] predict(List<double[]> at) {
    double[] means = new double[at.size()];
    double[] deviations = new double[at.size()];
    for (int from = 0; from < at.size(); from += TILE) {
      predict(at.subList(from, Math.min(at.size(), from + TILE)), from, means, deviations);
    }
    return new double[][] {means, deviations};
  }

  private void predict(List<double[]> at, int from, double[] means, double[] deviations) {
    int n = points.size();
    int m = at.size();
    double[] reduced = new double[m];
    double[][] columns = new double[n][m];
    for (int i = 0; i < n; i++) {
      double[] point = points.get(i);
      double[] row = columns[i];
      double weight = solved[i];
      for (int k = 0; k < m; k++) {
        row[k] =
            parameters.variance() * Matern.value(square(distances, parameters, at.get(k), point));
        means[from + k] += weight * row[k];
      }
    }
    for (int i = 0; i < n; i++) {
      double[] row = columns[i];
      double[] factors = factor[i];
      int j = 0;
      for (; j + 3 < i; j += 4) {
        subtract(row, factors, j, columns);
      }
      for (; j < i; j++) {
        subtract(row, factors[j], columns[j]);
      }
      double inverse = 1 / factors[i];
      for (int k = 0; k < m; k++) {
        row[k] *= inverse;
        reduced[k] += row[k] * row[k];
      }
    }
    for (int k = 0; k < m; k++) {
      deviations[from + k] =
          Math.sqrt(Math.max(SMALLEST_VARIANCE, parameters.variance() - reduced[k]));
    }
  }

  // Their own methods with one common index, so that the compiler vectorises them.
  private static void subtract(double[] from, double factor, double[] other) {
    for (int k = 0; k < from.length; k++) {
      from[k] -= factor * other[k];
    }
  }

  /** Four others at once, from number {@code j}, which loads and stores a quarter as often. */
  private static void subtract(double[] from, double[] factors, int j, double[][] others) {
    double f0 = factors[j];
    double f1 = factors[j + 1];
    double f2 = factors[j + 2];
    double f3 = factors[j + 3];
    double[] o0 = others[j];
    double[] o1 = others[j + 1];
    double[] o2 = others[j + 2];
    double[] o3 = others[j + 3];
    for (int k = 0; k < from.length; k++) {
      from[k] = from[k] - f0 * o0[k] - f1 * o1[k] - f2 * o2[k] - f3 * o3[k];
    }
  }

  /** Mean and standard deviation at one point, with their gradients in the unit cube. */
  @SuppressWarnings("ArrayRecordComponent") // Package-private, never compared, never changed.
  record Prediction(double mean, double deviation, double[] ofMean, double[] ofDeviation) {}

  /** Mean and standard deviation of the function at one point. */
  Prediction predict(double[] at) {
    int n = points.size();
    int dimension = at.length;
    double[] column = new double[n];
    double[] slopes = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      double square = square(distances, parameters, at, points.get(i));
      column[i] = parameters.variance() * Matern.value(square);
      slopes[i] = parameters.variance() * Matern.slope(square);
      mean += column[i] * solved[i];
    }
    double[] half = Cholesky.forward(factor, column);
    double variance = parameters.variance();
    for (double h : half) {
      variance -= h * h;
    }
    double deviation = Math.sqrt(Math.max(SMALLEST_VARIANCE, variance));
    double[] whole = Cholesky.backward(factor, half);
    double[] ofMean = new double[dimension];
    double[] ofDeviation = new double[dimension];
    for (int i = 0; i < n; i++) {
      double[] point = points.get(i);
      for (int d = 0; d < dimension; d++) {
        double slope =
            2 * slopes[i] * parameters.weights()[d] * distances.halfSlope(d, at[d], point[d]);
        ofMean[d] += slope * solved[i];
        ofDeviation[d] -= slope * whole[i] / deviation;
      }
    }
    return new Prediction(mean, deviation, ofMean, ofDeviation);
  }
}
