package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.TestProblems;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelFitTest {

  private static List<double[]> points(SearchSpace space, int count) {
    RandomGenerator random = Seeds.ofSuggestion(21, count);
    return Stream.generate(() -> space.encode(space.sample(random))).limit(count).toList();
  }

  private static KernelFit fit(
      SearchSpace space, List<double[]> points, ToDoubleFunction<double[]> function) {
    double[] values =
        new Observations(points, points.stream().mapToDouble(function).toArray()).standardised();
    return new KernelFit(new Distances(space), points, values);
  }

  static Stream<TestProblems.Problem> problems() {
    return Stream.of(TestProblems.branin(), TestProblems.recurrent());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void gradientIsThatOfTheLoss(TestProblems.Problem problem) {
    SearchSpace space = problem.space();
    KernelFit fit =
        fit(space, points(space, 19), p -> problem.function().applyAsDouble(space.decode(p)));
    for (int seed = 0; seed < 3; seed++) {
      double[] x = Seeds.ofSuggestion(22, seed).doubles(space.dimension() + 2, -2, 1).toArray();
      double[] expected = Gradients.of(y -> fit.loss(y, new double[y.length]), x, 1e-5);
      double[] gradient = Seeds.ofSuggestion(23, seed).doubles(x.length).toArray();
      fit.loss(x, gradient);
      assertThat(gradient).containsExactly(expected, within(1e-5));
    }
  }

  @Test
  void findsWhichParametersMatter() {
    SearchSpace space = TestProblems.hartmann6().space();
    Hyperparameters found =
        fit(space, points(space, 40), p -> Math.sin(6 * p[1]) + 4 * (p[3] - 0.3) * (p[3] - 0.3))
            .fit();
    for (int d : new int[] {0, 2, 4, 5}) {
      assertThat(found.weights()[d])
          .isLessThan(0.05 * found.weights()[1])
          .isLessThan(0.05 * found.weights()[3]);
    }
    assertThat(found.variance()).isPositive();
    assertThat(found.noise()).isBetween(1e-6, 1e-2);
  }

  /** Also a choice: all three matter little to a number alone. */
  @Test
  void findsThatAChoiceMatters() {
    SearchSpace space = TestProblems.recurrent().space();
    int cell = space.indexOf("cell");
    int batch = space.indexOf("batch");
    Hyperparameters found = fit(space, points(space, 40), p -> p[cell] > 0.6 ? 1 : 0).fit();
    assertThat(found.weights()[batch]).isLessThan(0.05 * found.weights()[cell]);
  }

  /** What is least in the loss is so by its definition: no small step from it is better. */
  @Test
  void endsWhereNothingNearIsMuchBetter() {
    TestProblems.Problem problem = TestProblems.branin();
    SearchSpace space = problem.space();
    KernelFit fit =
        fit(space, points(space, 20), p -> problem.function().applyAsDouble(space.decode(p)));
    Hyperparameters found = fit.fit();
    double[] x = {
      Math.log(found.weights()[0]),
      Math.log(found.weights()[1]),
      Math.log(found.variance()),
      Math.log(found.noise())
    };
    double least = fit.loss(x, new double[4]);
    for (int d = 0; d < 4; d++) {
      for (double step : new double[] {-0.1, 0.1}) {
        double[] moved = x.clone();
        moved[d] += step;
        assertThat(fit.loss(moved, new double[4])).isGreaterThan(least - 0.02);
      }
    }
  }

  /** The priors alone: long scales, a variance of 1, hardly any noise. */
  @Test
  void isThePriorWithoutObservations() {
    SearchSpace space = TestProblems.branin().space();
    Hyperparameters found = fit(space, List.of(), p -> 0).fit();
    assertThat(Math.log(found.weights()[0]))
        .isCloseTo(-2 * (Math.sqrt(2) + Math.log(2) / 2), within(0.1));
    assertThat(found.variance()).isCloseTo(1, within(0.1));
    assertThat(Math.log(found.noise())).isCloseTo(Math.log(1e-5), within(0.1));
  }
}
