package dev.nightjar.search.strategy.gp;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the hyperparameters by maximum a posteriori: the marginal likelihood (Rasmussen and
 * Williams 2006, equation 5.8 and its gradient 5.9) times priors.
 *
 * <p>Length scales have the log-normal prior of Hvarfner, Hellsten and Nardi ("Vanilla Bayesian
 * Optimization Performs Great in High Dimensions", 2024), whose median grows with the square root
 * of the dimension; the function's variance and the noise have log-normal priors too.
 */
final class KernelFit {
  /** Of the logarithm of a length scale in one dimension, as in the paper. */
  private static final double SCALE_LOCATION = Math.sqrt(2);

  /** Wider than the paper's √3: a scale may be found to matter or not from few trials. */
  private static final double SCALE_SPREAD = 2.5;

  private static final double VARIANCE_SPREAD = 1;

  /**
   * Of the logarithm of the noise's variance. The prior is narrow and near nothing, since a process
   * that may take all for noise does so while trials are few, and then learns nothing.
   */
  private static final double NOISE_LOCATION = Math.log(1e-5);

  private static final double NOISE_SPREAD = 1;
  private static final double FIRST_NOISE = Math.log(1e-3);
  private static final double SMALLEST_NOISE = Math.log(1e-6);

  /** Of log 1/ℓ²: a length scale of half the range. */
  private static final double SHORT = 2 * Math.log(2);

  private static final double WIDEST = Math.log(1e4);
  private static final double VARIANCE_BOUND = Math.log(20);
  private static final int EVALUATIONS = 40;
  private static final double GAIN = 1e-3;

  private final Distances distances;
  private final List<double[]> points;
  private final double[] values;
  private final double location;
  private final double[][][] squares;

  /**
   * A fit to be made.
   *
   * @param points of the unit cube, NaN where inactive
   * @param values standardised observations, one a point
   */
  KernelFit(Distances distances, List<double[]> points, double[] values) {
    this.distances = distances;
    this.points = points;
    this.values = values;
    // of log 1/ℓ² = −2·log ℓ
    location = -2 * (SCALE_LOCATION + Math.log(distances.dimension()) / 2);
    int n = points.size();
    squares = new double[distances.dimension()][n][];
    for (int d = 0; d < squares.length; d++) {
      for (int i = 0; i < n; i++) {
        squares[d][i] = new double[i];
        for (int j = 0; j < i; j++) {
          squares[d][i][j] = distances.squared(d, points.get(i)[d], points.get(j)[d]);
        }
      }
    }
  }

  /** The most probable hyperparameters. */
  Hyperparameters fit() {
    int dimension = distances.dimension();
    double[] low = new double[dimension + 2];
    double[] high = new double[dimension + 2];
    Arrays.fill(low, -WIDEST);
    Arrays.fill(high, WIDEST);
    low[dimension] = -VARIANCE_BOUND;
    high[dimension] = VARIANCE_BOUND;
    low[dimension + 1] = SMALLEST_NOISE;
    high[dimension + 1] = 0;
    double[] best = new double[0];
    double bestValue = Double.POSITIVE_INFINITY;
    for (double start : new double[] {location, SHORT}) {
      double[] x = new double[dimension + 2];
      Arrays.fill(x, start);
      x[dimension] = 0;
      x[dimension + 1] = FIRST_NOISE;
      double value = Lbfgs.minimize(this::loss, x, low, high, EVALUATIONS, GAIN);
      if (value < bestValue) {
        bestValue = value;
        best = x;
      }
    }
    double[] weights = Arrays.stream(best, 0, dimension).map(Math::exp).toArray();
    return new Hyperparameters(weights, Math.exp(best[dimension]), Math.exp(best[dimension + 1]));
  }

  /**
   * Minus the log posterior, up to a constant.
   *
   * @param x logarithms: of the weights, then of the variance, then of the noise
   * @param gradient by {@code x}, to be overwritten
   */
  double loss(double[] x, double[] gradient) {
    int dimension = distances.dimension();
    int n = points.size();
    double variance = Math.exp(x[dimension]);
    double noise = Math.exp(x[dimension + 1]);
    double[] weights = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      weights[d] = Math.exp(x[d]);
    }
    double[][] factor = new double[n][];
    double[][] kernel = new double[n][];
    double[][] slopes = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[i];
      for (int d = 0; d < dimension; d++) {
        double[] of = squares[d][i];
        double weight = weights[d];
        for (int j = 0; j < i; j++) {
          row[j] += weight * of[j];
        }
      }
      slopes[i] = new double[i];
      factor[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        double square = row[j];
        row[j] = Matern.value(square);
        slopes[i][j] = Matern.slope(square);
        factor[i][j] = variance * row[j];
      }
      kernel[i] = row;
      factor[i][i] = variance + noise;
    }
    Cholesky.factor(factor);
    double[] solved = Cholesky.solve(factor, values);
    double[][] inverse = Cholesky.inverse(factor);
    double loss = 0.5 * Cholesky.logDeterminant(factor);
    Arrays.fill(gradient, 0);
    double trace = 0;
    for (int i = 0; i < n; i++) {
      loss += 0.5 * values[i] * solved[i];
      // dL/dK = (K⁻¹ − α·αᵀ)/2; off the diagonal every pair counts twice.
      double[] pull = new double[i];
      for (int j = 0; j < i; j++) {
        pull[j] = inverse[i][j] - solved[i] * solved[j];
        gradient[dimension] += pull[j] * variance * kernel[i][j];
        pull[j] *= variance * slopes[i][j];
      }
      for (int d = 0; d < dimension; d++) {
        double[] of = squares[d][i];
        double sum = 0;
        for (int j = 0; j < i; j++) {
          sum += pull[j] * of[j];
        }
        gradient[d] += sum * weights[d];
      }
      trace += inverse[i][i] - solved[i] * solved[i];
    }
    gradient[dimension] += 0.5 * trace * variance;
    gradient[dimension + 1] += 0.5 * trace * noise;
    for (int d = 0; d < dimension; d++) {
      loss += prior(x, d, location, 2 * SCALE_SPREAD, gradient);
    }
    loss += prior(x, dimension, 0, VARIANCE_SPREAD, gradient);
    return loss + prior(x, dimension + 1, NOISE_LOCATION, NOISE_SPREAD, gradient);
  }

  private static double prior(
      double[] x, int place, double location, double spread, double[] gradient) {
    double z = (x[place] - location) / spread;
    gradient[place] += z / spread;
    return 0.5 * z * z;
  }
}
