package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.TestProblems;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistancesTest {

  private static final double OFF = Double.NaN;

  private static final SearchSpace SPACE =
      SearchSpace.of(
          FloatParameter.linear("number", -3, 5),
          CategoricalParameter.of("choice", "a", "b", "c"),
          new IntParameter("sometimes", 1, 9, false, 1, Optional.of(Condition.on("choice", "a"))),
          new CategoricalParameter(
              "which", List.of("x", "y"), Optional.of(Condition.on("choice", "a"))));

  private static final Distances DISTANCES = new Distances(SPACE);

  @Test
  void ofNumbersAndChoices() {
    assertThat(DISTANCES.dimension()).isEqualTo(4);
    assertThat(DISTANCES.squared(0, 0.2, 0.7)).isCloseTo(0.25, within(1e-15));
    assertThat(DISTANCES.squared(1, 1 / 6.0, 0.5)).isEqualTo(1);
    assertThat(DISTANCES.squared(1, 0.5, Math.nextUp(0.5))).isZero();
  }

  @Test
  void ofWhatIsSometimesInactive() {
    assertThat(DISTANCES.squared(2, 0, 1)).isCloseTo(2 - 2 * Math.cos(1), within(1e-15));
    assertThat(DISTANCES.squared(2, 0.4, 0.5)).isCloseTo(0.01, within(1e-5));
    assertThat(DISTANCES.squared(3, 0.25, 0.75)).isEqualTo(1);
    for (int d = 2; d < 4; d++) {
      assertThat(DISTANCES.squared(d, 0.25, 0.25)).isZero();
      assertThat(DISTANCES.squared(d, OFF, OFF)).isZero();
      assertThat(DISTANCES.squared(d, OFF, 0.25)).isEqualTo(1);
      assertThat(DISTANCES.squared(d, 0.75, OFF)).isEqualTo(1);
    }
  }

  @Test
  void slopes() {
    for (int d : new int[] {0, 2}) {
      int parameter = d;
      double[] slope =
          Gradients.of(a -> DISTANCES.squared(parameter, a[0], 0.3), new double[] {0.8}, 1e-5);
      assertThat(2 * DISTANCES.halfSlope(d, 0.8, 0.3)).isCloseTo(slope[0], within(1e-8));
    }
    assertThat(DISTANCES.halfSlope(1, 0.5, 1 / 6.0)).isZero();
    assertThat(DISTANCES.halfSlope(2, OFF, 0.5)).isZero();
    assertThat(DISTANCES.halfSlope(2, 0.5, OFF)).isZero();
  }

  static Stream<TestProblems.Problem> problems() {
    return TestProblems.kinds().stream();
  }

  /**
   * A Cholesky factor exists, without any pivot having been lifted: the smallest eigenvalue is
   * above −10⁻⁸, whatever the weights.
   */
  @ParameterizedTest
  @MethodSource("problems")
  void kernelsArePositiveDefinite(TestProblems.Problem problem) {
    SearchSpace space = problem.space();
    Distances distances = new Distances(space);
    for (int seed = 0; seed < 4; seed++) {
      RandomGenerator random = Seeds.ofSuggestion(7, seed);
      double[] weights = random.doubles(space.dimension(), -5, 4).map(Math::exp).toArray();
      List<double[]> points =
          Stream.generate(() -> space.encode(space.sample(random))).limit(60).toList();
      double[][] kernel = new double[points.size()][];
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] = new double[i + 1];
        for (int j = 0; j <= i; j++) {
          double square = 0;
          for (int d = 0; d < weights.length; d++) {
            square += weights[d] * distances.squared(d, points.get(i)[d], points.get(j)[d]);
          }
          kernel[i][j] = Matern.value(square);
        }
        kernel[i][i] += 1e-8;
      }
      Cholesky.factor(kernel);
      for (int i = 0; i < kernel.length; i++) {
        assertThat(kernel[i][i] * kernel[i][i]).isGreaterThan(0.5e-8);
      }
    }
  }
}
