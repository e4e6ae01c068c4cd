package dev.nightjar.search.strategy.evolution;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The constants of CMA-ES for a dimension and a population, all by Table 1 of N. Hansen, The CMA
 * Evolution Strategy: A Tutorial (2016), arXiv:1604.00772. The names are the tutorial's.
 */
final class Weights {

  /** The population for a dimension: 4 + ⌊3 ln n⌋. */
  static int population(int dimension) {
    return 4 + (int) (3 * Math.log(dimension));
  }

  /** Of each of the ranked offspring, best first; those of the worse half are negative. */
  final double[] all;

  /** How many of the offspring are parents: those with a positive weight. */
  final int parents;

  /** μ_eff, the variance effective selection mass of the parents. */
  final double mass;

  final double cSigma;
  final double dSigma;
  final double cC;
  final double c1;
  final double cMu;

  /** E‖N(0, I)‖. */
  final double normalLength;

  /**
   * The constants.
   *
   * @param dimension n, at least 1
   * @param population λ, at least 4
   */
  Weights(int dimension, int population) {
    double n = dimension;
    double[] raw =
        IntStream.rangeClosed(1, population)
            .mapToDouble(i -> Math.log((population + 1) / 2.0) - Math.log(i))
            .toArray();
    parents = (int) Arrays.stream(raw).filter(w -> w > 0).count();
    mass = mass(raw, 0, parents);
    double otherMass = mass(raw, parents, population);
    cSigma = (mass + 2) / (n + mass + 5);
    dSigma = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + cSigma;
    cC = (4 + mass / n) / (n + 4 + 2 * mass / n);
    c1 = 2 / ((n + 1.3) * (n + 1.3) + mass);
    cMu = Math.min(1 - c1, 2 * (0.25 + mass + 1 / mass - 2) / ((n + 2) * (n + 2) + mass));
    double negative =
        Math.min(
            1 + c1 / cMu, Math.min(1 + 2 * otherMass / (mass + 2), (1 - c1 - cMu) / (n * cMu)));
    double positiveSum = Arrays.stream(raw).filter(w -> w > 0).sum();
    double negativeSum = -Arrays.stream(raw).filter(w -> w < 0).sum();
    all =
        Arrays.stream(raw)
            .map(w -> w >= 0 ? w / positiveSum : negative * w / negativeSum)
            .toArray();
    normalLength = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
  }

  /** (Σw)² / Σw². */
  private static double mass(double[] weights, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (double w : Arrays.copyOfRange(weights, from, to)) {
      sum += w;
      squares += w * w;
    }
    return squares == 0 ? 0 : sum * sum / squares;
  }
}
