package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.strategy.Normal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedImprovementTest {

  /** ∫ max(0, best − mean − deviation·x)·φ(x) dx by Simpson's rule, up to x = z. */
  private static double integral(double best, double mean, double deviation) {
    double z = (best - mean) / deviation;
    double low = Math.min(z, 0) - 12;
    int n = 20_000;
    double h = (z - low) / n;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double x = low + i * h;
      double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * (best - mean - deviation * x) * Normal.density(x);
    }
    return sum * h / 3;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "-1, 2, 3",
    "0.5, -1, 0.2",
    "3, -2, 1",
    "0, 1.499, 1",
    "0, 1.501, 1",
    "0, 4, 1",
    "2, 2.8, 0.1"
  })
  void isTheExpectation(double best, double mean, double deviation) {
    assertThat(new ExpectedImprovement(best).log(mean, deviation))
        .isCloseTo(Math.log(integral(best, mean, deviation)), within(1e-7));
  }

  /** h(z) → φ(z)/z²·(1 − 3/z² + 15/z⁴ − 105/z⁶), far below what a double can be. */
  @ParameterizedTest
  @ValueSource(doubles = {-50, -200, -999, -1001, -1e5})
  void keepsItsValueFarOut(double z) {
    double s = 1 / (z * z);
    double expected =
        -0.5 * z * z - Normal.LOG_SQRT_2PI + Math.log(s * (1 - 3 * s + 15 * s * s * (1 - 7 * s)));
    assertThat(new ExpectedImprovement(z).log(0, 1))
        .isCloseTo(expected, within(1e-8 + 1e-15 * z * z));
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 0, -1, -1.4999, -1.5001, -4, -20, -60})
  void slopesAreThoseOfTheLogarithm(double z) {
    double deviation = 0.3;
    ExpectedImprovement improvement = new ExpectedImprovement(0.7);
    double[] at = {0.7 - z * deviation, deviation};
    double[] expected = Gradients.of(x -> improvement.log(x[0], x[1]), at, 1e-6);
    double[] slopes = improvement.slopes(at[0], at[1]);
    for (int i = 0; i < 2; i++) {
      assertThat(slopes[i]).isCloseTo(expected[i], within(1e-5 * (1 + Math.abs(expected[i]))));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.5, -1000})
  void joinsWhereTheFormulaChanges(double z) {
    double step = 1e-9 * Math.abs(z);
    double below = new ExpectedImprovement(z - step).log(0, 1);
    double above = new ExpectedImprovement(z + step).log(0, 1);
    assertThat(above - below).isCloseTo(0, within(3 * step * (2 - z)));
    double[] slopesBelow = new ExpectedImprovement(z - step).slopes(0, 1);
    double[] slopesAbove = new ExpectedImprovement(z + step).slopes(0, 1);
    assertThat(slopesAbove[0] / slopesBelow[0]).isCloseTo(1, within(1e-6));
    assertThat(slopesAbove[1] / slopesBelow[1]).isCloseTo(1, within(1e-6));
  }
}
