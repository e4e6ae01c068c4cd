package dev.nightjar.search.strategy.gp;

import java.util.ArrayList;
import java.util.List;

/**
 * A Gaussian process conditioned on observations: mean and variance of the function anywhere in the
 * unit cube (Rasmussen and Williams 2006, algorithm 2.1). Conditioning costs O(n³), a prediction
 * O(n²). Immutable.
 */
final class GaussianProcess {
  /** What rounding may leave of a variance. */
  private static final double SMALLEST_VARIANCE = 1e-14;

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
   * @param values one an observation, of mean about 0 and variance about 1
   */
  static GaussianProcess of(
      Distances distances, Hyperparameters parameters, List<double[]> points, double[] values) {
    int n = points.size();
    double[][] covariance = new double[n][];
    for (int i = 0; i < n; i++) {
      covariance[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        covariance[i][j] =
            parameters.variance()
                * Matern.value(square(distances, parameters, points.get(i), points.get(j)));
      }
      covariance[i][i] = parameters.variance() + parameters.noise();
    }
    Cholesky.factor(covariance);
    return new GaussianProcess(distances, parameters, points, covariance, values);
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
    return of(distances, parameters, together, all);
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
    int n = points.size();
    int m = at.size();
    double[] means = new double[m];
    double[] reduced = new double[m];
    double[][] columns = new double[n][m];
    for (int i = 0; i < n; i++) {
      double[] point = points.get(i);
      double[] row = columns[i];
      double weight = solved[i];
      for (int k = 0; k < m; k++) {
        row[k] =
            parameters.variance() * Matern.value(square(distances, parameters, at.get(k), point));
        means[k] += weight * row[k];
      }
    }
    for (int i = 0; i < n; i++) {
      double[] row = columns[i];
      for (int j = 0; j < i; j++) {
        subtract(row, factor[i][j], columns[j]);
      }
      double inverse = 1 / factor[i][i];
      for (int k = 0; k < m; k++) {
        row[k] *= inverse;
        reduced[k] += row[k] * row[k];
      }
    }
    for (int k = 0; k < m; k++) {
      reduced[k] = Math.sqrt(Math.max(SMALLEST_VARIANCE, parameters.variance() - reduced[k]));
    }
    return new double[][] {means, reduced};
  }

  // Its own method with one common index, so that the compiler vectorises it.
  private static void subtract(double[] from, double factor, double[] other) {
    for (int k = 0; k < from.length; k++) {
      from[k] -= factor * other[k];
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
