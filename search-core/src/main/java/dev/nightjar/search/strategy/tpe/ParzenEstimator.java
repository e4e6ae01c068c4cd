package dev.nightjar.search.strategy.tpe;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * A density over the configurations of a space, conditional parameters included: a mixture with one
 * component an observation and one, the last, for the prior. A component is a product of kernels
 * over the parameters.
 *
 * <p>A component can produce any configuration, also one with a branch its observation lacks. The
 * parameters of that branch then come, together, from a donor: an observation that has the branch,
 * or the prior. So a component's density is the product, over the branches active in the
 * configuration, of its own kernels where it has the branch and of the mixture of all donors where
 * it has not. That is a proper density; every observation informs every parameter it has, and what
 * belongs together inside a branch stays together. Without conditions it is Optuna's multivariate
 * estimator.
 *
 * <p>One density costs O(observations × parameters). Not safe for use by several threads: it keeps
 * its work arrays.
 */
final class ParzenEstimator {

  private static final int NOT_CHOSEN = -1;

  private final SearchSpace space;
  private final Branches branches;
  private final int components;
  private final double[] weights;
  private final double[] logWeights;

  /** One a coordinate of the unit cube. */
  private final Kernels[] kernels;

  /** Branch → component → whether the component has kernels of its own there. */
  private final boolean[][] owns;

  /** Branch → total weight of the components that own it. */
  private final double[] ownersWeight;

  private final double totalWeight;
  private final double[] branchLogs;
  private final double[] totals;

  /**
   * Estimates a density.
   *
   * @param points observations in the unit cube, NaN where inactive; may be empty
   * @param pointWeights one positive weight an observation
   * @param widths one kernel width a coordinate
   */
  ParzenEstimator(
      SearchSpace space,
      Branches branches,
      List<double[]> points,
      double[] pointWeights,
      double[] widths,
      double priorWeight) {
    this.space = space;
    this.branches = branches;
    int prior = points.size();
    this.components = prior + 1;
    this.weights = Arrays.copyOf(pointWeights, components);
    weights[prior] = priorWeight;
    this.totalWeight = Arrays.stream(weights).sum();
    this.logWeights = Arrays.stream(weights).map(w -> Math.log(w / totalWeight)).toArray();
    this.kernels = new Kernels[space.dimension()];
    for (int d = 0; d < kernels.length; d++) {
      double[] column = new double[components];
      for (int i = 0; i < prior; i++) {
        column[i] = points.get(i)[d];
      }
      kernels[d] = kernels(space.parameters().get(d), column, widths[d]);
    }
    this.owns = new boolean[branches.count()][components];
    this.ownersWeight = new double[branches.count()];
    for (int b = 0; b < owns.length; b++) {
      for (int i = 0; i < components; i++) {
        owns[b][i] = i == prior || branches.active(b, points.get(i));
        ownersWeight[b] += owns[b][i] ? weights[i] : 0;
      }
    }
    this.branchLogs = new double[components];
    this.totals = new double[components];
  }

  private static Kernels kernels(Parameter parameter, double[] column, double width) {
    if (parameter instanceof CategoricalParameter choice) {
      return new ChoiceKernels(column, choice.values().size());
    }
    return new NumberKernels(
        column,
        width,
        parameter instanceof IntParameter whole ? Optional.of(whole) : Optional.empty());
  }

  /** Draws a configuration. */
  Configuration sample(RandomGenerator random) {
    int component = pick(random, totalWeight, i -> true);
    int[] source = new int[branches.count()];
    Arrays.fill(source, NOT_CHOSEN);
    return space.choose(
        parameter -> {
          int d = space.indexOf(parameter.name());
          int b = branches.branchOf()[d];
          if (source[b] == NOT_CHOSEN) {
            source[b] =
                owns[b][component] ? component : pick(random, ownersWeight[b], i -> owns[b][i]);
          }
          return parameter.fromUnit(kernels[d].sample(source[b], random));
        });
  }

  /** Draws a component by weight among some, the prior always being one of them. */
  private int pick(RandomGenerator random, double weight, IntPredicate among) {
    double left = random.nextDouble() * weight;
    for (int i = 0; i < components - 1; i++) {
      if (among.test(i)) {
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return components - 1;
  }

  /** The log density at a point of the unit cube, NaN where inactive; finite. */
  double logDensity(double[] point) {
    System.arraycopy(logWeights, 0, totals, 0, components);
    for (int b = 0; b < branches.count(); b++) {
      if (!branches.active(b, point)) {
        continue;
      }
      Arrays.fill(branchLogs, 0);
      for (int d = 0; d < kernels.length; d++) {
        if (branches.branchOf()[d] == b) {
          kernels[d].addLogDensity(point[d], branchLogs);
        }
      }
      // Where every component owns the branch nobody needs a donor.
      double donated = ownersWeight[b] < totalWeight ? logDonated(b) : 0;
      for (int i = 0; i < components; i++) {
        totals[i] += owns[b][i] ? branchLogs[i] : donated;
      }
    }
    return logSumExp(totals);
  }

  /** The log density of a branch's parameters under the mixture of the components that own it. */
  private double logDonated(int branch) {
    double[] terms = new double[components];
    for (int i = 0; i < components; i++) {
      terms[i] = owns[branch][i] ? logWeights[i] + branchLogs[i] : Double.NEGATIVE_INFINITY;
    }
    return logSumExp(terms) - Math.log(ownersWeight[branch] / totalWeight);
  }

  private static double logSumExp(double[] values) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (double value : values) {
      double below = value - max;
      if (below > -40) { // exp(−40) is lost beside 1 in double arithmetic
        sum += Math.exp(below);
      }
    }
    return max + Math.log(sum);
  }
}
