package dev.nightjar.search.importance;

import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.trial.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Functional analysis of variance over a random forest (F. Hutter, H. Hoos and K. Leyton-Brown, An
 * Efficient Approach for Assessing Hyperparameter Importance, 2014): which share of the variance of
 * the loss over the whole space each parameter and each pair explains.
 *
 * <p>With f the forest over the unit cube, f₀ its mean and fᵢ(x) its mean where coordinate i is x:
 * Vᵢ = mean (fᵢ − f₀)², Vᵢⱼ = mean (fᵢⱼ − fᵢ − fⱼ + f₀)², and the shares are Vᵢ/V and Vᵢⱼ/V with V
 * the variance of f. Unlike the paper, which averages the shares of single trees, this takes the
 * shares of the mean of all trees, in which the noise of the single ones has cancelled.
 *
 * <p>Of a conditional parameter it judges what it does over the whole space: where it is inactive
 * it does nothing, so a parameter that is seldom active has a small share.
 */
public final class Fanova implements ImportanceMethod {

  /** The method's name. */
  public static final String NAME = "fanova";

  private static final int TREES = 64;

  /** Points at which the variance of the forest is measured, to about one percent of itself. */
  private static final int POINTS = 16_384;

  /** Pairs are looked at among so many parameters at most, those of the largest shares. */
  private static final int PAIRED = 12;

  private final long seed;

  /**
   * A method whose forest is grown from this seed.
   *
   * @param seed the same seed and trials give the same shares
   */
  public Fanova(long seed) {
    this.seed = seed;
  }

  @Override
  public Importance evaluate(History history) {
    Evaluations evaluations = Evaluations.of(history);
    List<String> names = history.space().parameters().stream().map(Parameter::name).toList();
    Cells cells = new Cells(history.space());
    RandomGenerator random = new SplittableRandom(seed);
    RandomForest forest = new RandomForest(cells, evaluations, TREES, random);
    double mean = forest.mean();
    double variance = variance(forest, cells, mean, random);
    double[][] effects = new double[names.size()][];
    List<Importance.Share> shares = new ArrayList<>();
    for (int i = 0; i < effects.length; i++) {
      effects[i] = Arrays.stream(forest.marginal(i)).map(v -> v - mean).toArray();
      shares.add(new Importance.Share(names.get(i), share(meanSquare(effects[i]), variance)));
    }
    List<Importance.Pair> pairs = new ArrayList<>();
    int[] paired = largest(shares);
    for (int a = 0; a < paired.length; a++) {
      for (int b = a + 1; b < paired.length; b++) {
        int i = paired[a];
        int j = paired[b];
        double together =
            meanSquare(interaction(forest.marginal(i, j), effects[i], effects[j], mean));
        pairs.add(new Importance.Pair(names.get(i), names.get(j), share(together, variance)));
      }
    }
    return new Importance(NAME, evaluations.size(), OptionalLong.of(seed), shares, pairs);
  }

  private static double variance(
      RandomForest forest, Cells cells, double mean, RandomGenerator random) {
    double sum = 0;
    int[] point = new int[cells.dimensions()];
    for (int n = 0; n < POINTS; n++) {
      for (int d = 0; d < point.length; d++) {
        point[d] = random.nextInt(cells.count(d));
      }
      double deviation = forest.at(point) - mean;
      sum += deviation * deviation;
    }
    return sum / POINTS;
  }

  /** The variance is measured, so a share may come out a little above 1. */
  private static double share(double part, double whole) {
    return whole > 0 ? Math.min(1, part / whole) : 0;
  }

  private static double meanSquare(double[] values) {
    return Arrays.stream(values).map(v -> v * v).average().orElseThrow();
  }

  private static double[] interaction(
      double[][] marginal, double[] first, double[] second, double mean) {
    double[] beyond = new double[first.length * second.length];
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < second.length; j++) {
        beyond[i * second.length + j] = marginal[i][j] - mean - first[i] - second[j];
      }
    }
    return beyond;
  }

  /** The parameters of the largest shares, in the order of the space. */
  private static int[] largest(List<Importance.Share> shares) {
    return IntStream.range(0, shares.size())
        .boxed()
        .sorted((a, b) -> Double.compare(shares.get(b).share(), shares.get(a).share()))
        .limit(PAIRED)
        .sorted()
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
