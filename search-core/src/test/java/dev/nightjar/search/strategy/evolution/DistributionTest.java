package dev.nightjar.search.strategy.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

  private static double minimize(
      Distribution distribution, ToDoubleFunction<double[]> function, int evaluations, int seed) {
    RandomGenerator random = Seeds.ofSuggestion(8, seed);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < evaluations; i += distribution.population()) {
      List<double[]> generation = new ArrayList<>();
      for (int j = 0; j < distribution.population(); j++) {
        generation.add(distribution.draw(1, random));
      }
      generation.sort(Comparator.comparingDouble(function));
      best = Math.min(best, function.applyAsDouble(generation.get(0)));
      distribution.update(generation);
    }
    return best;
  }

  /**
   * A turned ellipsoid whose axes differ by a factor of 1,000: a round distribution gets nowhere.
   */
  private static double ellipsoid(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double along = x[i] + (i + 1 < x.length ? x[i + 1] : 0) - 3;
      sum += Math.pow(1e6, i / (x.length - 1.0)) * along * along;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void learnsTheShapeOfAnEllipsoid(int seed) {
    Distribution distribution = new Distribution(new double[5], 1, Weights.population(5));
    assertThat(minimize(distribution, DistributionTest::ellipsoid, 2500, seed)).isLessThan(1e-8);
  }

  /** From far away the step grows before it shrinks. */
  @Test
  void adaptsItsStep() {
    Distribution distribution = new Distribution(new double[4], 0.01, Weights.population(4));
    ToDoubleFunction<double[]> plane = x -> x[0];
    minimize(distribution, plane, 400, 1);
    assertThat(distribution.sigma()).isGreaterThan(1);
    ToDoubleFunction<double[]> point = x -> Arrays.stream(x).map(v -> v * v).sum();
    minimize(distribution, point, 1600, 2);
    assertThat(distribution.sigma()).isLessThan(1e-2);
  }

  /** Points that others found far away move the mean towards them, not onto them. */
  @Test
  void takesFarPointsForNearerOnes() {
    Distribution distribution = new Distribution(new double[3], 0.1, 7);
    List<double[]> far = new ArrayList<>();
    for (int j = 0; j < 7; j++) {
      far.add(new double[] {1000, 1000 + j, 0});
    }
    distribution.update(far);
    assertThat(distribution.mean(0)).isBetween(0.05, 0.3);
    assertThat(distribution.mean(1)).isCloseTo(distribution.mean(0), Offset.offset(1e-3));
    assertThat(distribution.deviation(0)).isLessThan(0.5);
  }

  @Test
  void drawsFromItsOwnMeanAndDeviation() {
    Distribution distribution = new Distribution(new double[] {5, -5}, 2, 6);
    RandomGenerator random = Seeds.ofSuggestion(8, 9);
    double[] sum = new double[2];
    double[] squares = new double[2];
    for (int i = 0; i < 10_000; i++) {
      double[] x = distribution.draw(1, random);
      for (int d = 0; d < 2; d++) {
        sum[d] += x[d] - distribution.mean(d);
        squares[d] += Math.pow(x[d] - distribution.mean(d), 2);
      }
    }
    // Five standard errors: a false alarm in 10⁶.
    for (int d = 0; d < 2; d++) {
      assertThat(sum[d] / 10_000).isCloseTo(0, Offset.offset(5 * 2 / 100.0));
      assertThat(squares[d] / 10_000).isCloseTo(4, Offset.offset(5 * 4 * Math.sqrt(2) / 100));
    }
  }

  /** For n = 10 and λ = 10, worked out by hand from the tutorial's Table 1. */
  @Test
  void constantsAreTheTutorials() {
    Weights weights = new Weights(10, Weights.population(10));
    assertThat(weights.all).hasSize(10);
    assertThat(weights.parents).isEqualTo(5);
    assertThat(Arrays.stream(weights.all).limit(5).sum()).isCloseTo(1, Offset.offset(1e-12));
    assertThat(weights.all[0]).isCloseTo(0.4563, Offset.offset(1e-4));
    assertThat(weights.mass).isCloseTo(3.1673, Offset.offset(1e-4));
    assertThat(weights.cSigma).isCloseTo(0.2844, Offset.offset(1e-4));
    assertThat(weights.cC).isCloseTo(0.2950, Offset.offset(1e-4));
    assertThat(weights.c1).isCloseTo(0.0153, Offset.offset(1e-4));
    assertThat(weights.cMu).isCloseTo(0.0235, Offset.offset(1e-4));
    assertThat(weights.normalLength).isCloseTo(3.0847, Offset.offset(1e-4));
  }
}
