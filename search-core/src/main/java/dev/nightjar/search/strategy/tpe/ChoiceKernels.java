package dev.nightjar.search.strategy.tpe;

import java.util.random.RandomGenerator;

/**
 * Kernels of a categorical parameter: the observed category's weight is 1 + s, every other's s,
 * divided by their sum, with s = 1/(n + 1) for n observations, as in Optuna. The prior is uniform.
 */
final class ChoiceKernels implements Kernels {

  private static final int NONE = -1;
  private static final int UNIFORM = -2;

  private final int[] observed;
  private final int categories;
  private final double ownProbability;
  private final double logOwn;
  private final double logOther;

  /**
   * Kernels around observed categories.
   *
   * @param coordinates middles of the categories' cells, NaN where there is no kernel; the last
   *     component is the prior and its coordinate is not read
   * @param categories how many there are
   */
  ChoiceKernels(double[] coordinates, int categories) {
    this.categories = categories;
    this.observed = new int[coordinates.length];
    int n = 0;
    for (int i = 0; i < observed.length - 1; i++) {
      boolean present = !Double.isNaN(coordinates[i]);
      observed[i] = present ? category(coordinates[i]) : NONE;
      n += present ? 1 : 0;
    }
    observed[observed.length - 1] = UNIFORM;
    double smoothing = 1.0 / (n + 1);
    this.ownProbability = (1 + smoothing) / (1 + categories * smoothing);
    this.logOwn = Math.log(ownProbability);
    this.logOther = Math.log(smoothing / (1 + categories * smoothing));
  }

  private int category(double coordinate) {
    return Math.min((int) (coordinate * categories), categories - 1);
  }

  @Override
  public double sample(int component, RandomGenerator random) {
    int own = observed[component];
    int category;
    if (own == UNIFORM) {
      category = random.nextInt(categories);
    } else if (categories == 1 || random.nextDouble() < ownProbability) {
      category = own;
    } else {
      int other = random.nextInt(categories - 1);
      category = other < own ? other : other + 1;
    }
    return (category + 0.5) / categories;
  }

  @Override
  public void addLogDensity(double coordinate, double[] logs) {
    int category = category(coordinate);
    double uniform = -Math.log(categories);
    for (int i = 0; i < logs.length; i++) {
      int own = observed[i];
      if (own == UNIFORM) {
        logs[i] += uniform;
      } else if (own != NONE) {
        logs[i] += own == category ? logOwn : logOther;
      }
    }
  }
}
