package dev.nightjar.search.strategy.evolution;

import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * The normal distribution N(m, σ²C) that CMA-ES draws from and adapts. It is told points and asked
 * for points; whether those told are those it gave does not matter.
 *
 * <p>One {@link #update} is one generation of N. Hansen's tutorial (arXiv:1604.00772), equations in
 * brackets, with negative weights. A point told that lies further from the mean than the
 * distribution would have drawn it is taken to be nearer, in the same direction: N. Hansen,
 * Injecting External Solutions Into CMA-ES (2011), arXiv:1110.4181.
 *
 * <p>An update costs n³, a draw n².
 */
final class Distribution {

  /** No axis gets shorter than this part of the longest: rounding errors stay harmless. */
  private static final double LEAST_RATIO = 1e-7;

  private final int n;
  private final Weights weights;
  private final double[] mean;
  private double sigma;
  private double[][] covariance;
  private final double[] sigmaPath;
  private final double[] covariancePath;
  private int generation;

  /** Columns are the eigenvectors of C. */
  private double[][] axes;

  /** The square roots of C's eigenvalues. */
  private double[] lengths;

  /**
   * A round distribution.
   *
   * @param mean where it begins; copied
   * @param sigma standard deviation in every direction, above 0
   * @param population how many points an update is told
   */
  Distribution(double[] mean, double sigma, int population) {
    this.n = mean.length;
    this.weights = new Weights(n, population);
    this.mean = mean.clone();
    this.sigma = sigma;
    this.covariance = MatrixUtils.createRealIdentityMatrix(n).getData();
    this.sigmaPath = new double[n];
    this.covariancePath = new double[n];
    decompose();
  }

  int population() {
    return weights.all.length;
  }

  /** How often it was updated. */
  int generation() {
    return generation;
  }

  double sigma() {
    return sigma;
  }

  double mean(int coordinate) {
    return mean[coordinate];
  }

  /** The standard deviation of one coordinate. */
  double deviation(int coordinate) {
    return sigma * Math.sqrt(covariance[coordinate][coordinate]);
  }

  /** A draw from N(m, (scale · σ)² C) (eq. 38–40). */
  double[] draw(double scale, RandomGenerator random) {
    double[] point = mean.clone();
    for (int k = 0; k < n; k++) {
      double step = scale * sigma * lengths[k] * random.nextGaussian();
      for (int i = 0; i < n; i++) {
        point[i] += step * axes[i][k];
      }
    }
    return point;
  }

  /**
   * Learns from a generation.
   *
   * @param ranked as many points as the population, best first
   */
  void update(List<double[]> ranked) {
    generation++;
    double[][] steps = new double[ranked.size()][];
    for (int j = 0; j < steps.length; j++) {
      steps[j] = step(ranked.get(j));
    }
    double[] shift = new double[n];
    for (int j = 0; j < weights.parents; j++) {
      add(shift, weights.all[j], steps[j]);
    }
    add(mean, sigma, shift); // (eq. 42)

    double[] white = whiten(shift);
    scale(sigmaPath, 1 - weights.cSigma); // (eq. 43)
    add(sigmaPath, Math.sqrt(weights.cSigma * (2 - weights.cSigma) * weights.mass), white);
    double length = length(sigmaPath);

    double settled = Math.sqrt(1 - Math.pow(1 - weights.cSigma, 2.0 * generation));
    boolean moderate = length / settled < (1.4 + 2 / (n + 1.0)) * weights.normalLength; // h_σ
    scale(covariancePath, 1 - weights.cC); // (eq. 45)
    if (moderate) {
      add(covariancePath, Math.sqrt(weights.cC * (2 - weights.cC) * weights.mass), shift);
    }
    adapt(steps, moderate ? 0 : weights.cC * (2 - weights.cC));
    sigma *=
        Math.exp(
            Math.min(
                1,
                weights.cSigma / weights.dSigma * (length / weights.normalLength - 1))); // (eq. 44)
    decompose();
  }

  /** (x − m) / σ, shortened where it is longer than draws are. */
  private double[] step(double[] point) {
    double[] step = new double[n];
    for (int i = 0; i < n; i++) {
      step[i] = (point[i] - mean[i]) / sigma;
    }
    double longest = Math.sqrt(n) + 2 * n / (n + 2.0);
    double length = length(whiten(step));
    if (length > longest) {
      scale(step, longest / length);
    }
    return step;
  }

  /** (eq. 46–47) */
  private void adapt(double[][] steps, double lost) {
    double sum = 0;
    double[] weight = new double[steps.length];
    for (int j = 0; j < steps.length; j++) {
      sum += weights.all[j];
      weight[j] = weights.all[j];
      if (weight[j] < 0) {
        double length = length(whiten(steps[j]));
        weight[j] *= length == 0 ? 0 : n / (length * length);
      }
    }
    double kept = 1 + weights.c1 * lost - weights.c1 - weights.cMu * sum;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        double value = kept * covariance[a][b] + weights.c1 * covariancePath[a] * covariancePath[b];
        for (int j = 0; j < steps.length; j++) {
          value += weights.cMu * weight[j] * steps[j][a] * steps[j][b];
        }
        covariance[a][b] = value;
        covariance[b][a] = value;
      }
    }
  }

  private void decompose() {
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance));
    axes = eigen.getV().getData();
    double[] squares = eigen.getEigenvalues();
    double least =
        LEAST_RATIO * LEAST_RATIO * eigen.getEigenvalue(0); // They come in descending order.
    lengths = new double[n];
    for (int k = 0; k < n; k++) {
      lengths[k] = Math.sqrt(Math.max(squares[k], least));
    }
  }

  /** C^(−1/2) v. */
  private double[] whiten(double[] v) {
    double[] white = new double[n];
    for (int k = 0; k < n; k++) {
      double along = 0;
      for (int i = 0; i < n; i++) {
        along += axes[i][k] * v[i];
      }
      for (int i = 0; i < n; i++) {
        white[i] += axes[i][k] * along / lengths[k];
      }
    }
    return white;
  }

  private static double length(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum += x * x;
    }
    return Math.sqrt(sum);
  }

  private static void add(double[] to, double factor, double[] v) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * v[i];
    }
  }

  private static void scale(double[] v, double factor) {
    for (int i = 0; i < v.length; i++) {
      v[i] *= factor;
    }
  }
}
