package dev.nightjar.search.importance;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.trial.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What the best trials have in common (S. Watanabe, A. Bansal and F. Hutter, PED-ANOVA: Efficiently
 * Quantifying Hyperparameter Importance in Arbitrary Subspaces, 2023): the Pearson divergence Σ p
 * (q/p − 1)² of the distribution q of a parameter among the best tenth from its distribution p
 * among all trials; the shares are these divergences divided by their sum.
 *
 * <p>It looks at one parameter at a time, since a tenth of the trials of a night says nothing about
 * pairs, and it has no chance in it. To be inactive is one more value that the best trials may have
 * in common.
 */
public final class PedAnova implements ImportanceMethod {

  /** The method's name. */
  public static final String NAME = "ped-anova";

  /** The share of the trials that are the best, as in the paper. */
  private static final double BEST = 0.1;

  /** Two trials at least, or any two parameters would look alike. */
  private static final int FEWEST_BEST = 2;

  @Override
  public Importance evaluate(History history) {
    Evaluations evaluations = Evaluations.of(history);
    Cells cells = new Cells(history.space());
    List<Configuration> all = evaluations.configurations();
    List<Configuration> best = best(evaluations);
    List<Double> divergences = new ArrayList<>();
    for (int d = 0; d < cells.dimensions(); d++) {
      divergences.add(divergence(density(cells, d, best), density(cells, d, all)));
    }
    double sum = divergences.stream().mapToDouble(Double::doubleValue).sum();
    List<Parameter> parameters = history.space().parameters();
    List<Importance.Share> shares =
        IntStream.range(0, parameters.size())
            .mapToObj(
                d ->
                    new Importance.Share(
                        parameters.get(d).name(), sum > 0 ? divergences.get(d) / sum : 0))
            .toList();
    return new Importance(NAME, all.size(), OptionalLong.empty(), shares, List.of());
  }

  private static List<Configuration> best(Evaluations evaluations) {
    int count = Math.max(FEWEST_BEST, (int) Math.ceil(BEST * evaluations.size()));
    return IntStream.range(0, evaluations.size())
        .boxed()
        .sorted(Comparator.comparing(i -> evaluations.losses().get(i)))
        .limit(count)
        .map(i -> evaluations.configurations().get(i))
        .toList();
  }

  private static double divergence(double[] of, double[] from) {
    return IntStream.range(0, of.length)
        .mapToDouble(c -> from[c] * Math.pow(of[c] / from[c] - 1, 2))
        .sum();
  }

  /**
   * The probability of each cell and, last, of being inactive: one observation spread over all of
   * them, and for each configuration a kernel. That of a range is a Gaussian as wide as D. W.
   * Scott's rule says, cut off at the ends; that of a choice is the cell itself.
   */
  private static double[] density(Cells cells, int dimension, List<Configuration> configurations) {
    int[] observed = configurations.stream().mapToInt(c -> cells.of(c, dimension)).toArray();
    int count = cells.count(dimension);
    double[] density = new double[count + 1];
    Arrays.fill(density, 1.0 / density.length);
    double width = cells.ordered(dimension) ? scott(observed) : 0;
    for (int cell : observed) {
      if (cell < 0) {
        density[count]++;
      } else {
        spread(density, count, cell, width);
      }
    }
    for (int c = 0; c < density.length; c++) {
      density[c] /= observed.length + 1;
    }
    return density;
  }

  private static void spread(double[] density, int count, int center, double width) {
    if (width == 0) {
      density[center]++;
      return;
    }
    double[] kernel =
        IntStream.range(0, count)
            .mapToDouble(c -> Math.exp(-0.5 * Math.pow((c - center) / width, 2)))
            .toArray();
    double sum = Arrays.stream(kernel).sum();
    for (int c = 0; c < count; c++) {
      density[c] += kernel[c] / sum;
    }
  }

  /** In cells; 0 if fewer than two different ones were observed. */
  private static double scott(int[] observed) {
    int[] active = IntStream.of(observed).filter(c -> c >= 0).toArray();
    double mean = IntStream.of(active).average().orElse(0);
    double squares = IntStream.of(active).mapToDouble(c -> (c - mean) * (c - mean)).sum();
    return active.length < 2
        ? 0
        : Math.sqrt(squares / (active.length - 1)) * Math.pow(active.length, -0.2);
  }
}
