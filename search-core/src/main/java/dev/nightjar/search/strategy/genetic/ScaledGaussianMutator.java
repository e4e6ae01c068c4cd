package dev.nightjar.search.strategy.genetic;

import io.jenetics.DoubleGene;
import io.jenetics.Mutator;
import java.util.random.RandomGenerator;

/**
 * Adds Gaussian noise whose scale is itself random, from coarse to fine, uniform in its logarithm:
 * Jenetics' own Gaussian mutator always moves by about a quarter of the range, which never settles.
 */
final class ScaledGaussianMutator extends Mutator<DoubleGene, Integer> {

  private static final double COARSE = 0.3;
  private static final double FINE = 0.01;

  ScaledGaussianMutator(double probability) {
    super(probability);
  }

  @Override
  protected DoubleGene mutate(DoubleGene gene, RandomGenerator random) {
    double scale = COARSE * Math.pow(FINE / COARSE, random.nextDouble());
    double moved = gene.doubleValue() + scale * random.nextGaussian();
    return gene.newInstance(Math.max(gene.min(), Math.min(gene.max(), moved)));
  }
}
