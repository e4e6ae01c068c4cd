package dev.nightjar.search.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchProblemsTest {

  private static SearchProblem named(String name) {
    return SearchProblems.all().stream().filter(p -> p.name().equals(name)).findAny().orElseThrow();
  }

  private static double at(String name, double... x) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < x.length; i++) {
      values.put(named(name).space().parameters().get(i).name(), x[i]);
    }
    return value(name, values);
  }

  private static double value(String name, Map<String, Object> values) {
    Configuration configuration = new Configuration(values);
    assertThat(named(name).space().contains(configuration)).isTrue();
    return named(name).function().applyAsDouble(configuration);
  }

  private static void isSmallest(String name, double... x) {
    assertThat(at(name, x)).isEqualTo(named(name).optimum(), within(1e-5));
  }

  /** Where the literature says. */
  @Test
  void smallestValuesAreReached() {
    isSmallest("branin", Math.PI, 2.275);
    isSmallest("hartmann6", 0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573);
    isSmallest("ackley10", new double[10]);
    double valley = -2.903534;
    isSmallest("styblinski6", valley, valley, valley, valley, valley, valley);
    isSmallest("rosenbrock5", 1, 1, 1, 1, 1);
  }

  @Test
  void recurrentSpaceIsSmallestByConstruction() {
    Map<String, Object> best =
        new HashMap<>(
            Map.of(
                "cell",
                "gru",
                "layers",
                2,
                "hidden",
                194,
                "embedding",
                79,
                "batch",
                32,
                "schedule",
                "exponential",
                "decay",
                0.93,
                "dropout",
                0.288));
    best.put("lr", Math.pow(10, -2.7 + 0.3 * (Math.log10(32) - 1.5)));
    assertThat(value("rnnspace", best)).isEqualTo(named("rnnspace").optimum(), within(1e-5));
  }

  /** Values far from the optimum, worked out by hand, tell a wrong term or sign. */
  @Test
  void otherValues() {
    assertThat(at("branin", 0, 0)).isEqualTo(36 + 10 * (1 - 1 / (8 * Math.PI)) + 10, within(1e-9));
    assertThat(at("styblinski6", 1, 1, 1, 1, 1, 1)).isEqualTo(-30, within(1e-9));
    assertThat(at("rosenbrock5", 0, 0, 0, 0, 0)).isEqualTo(Math.log(5), within(1e-9));
    assertThat(at("ackley10", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
        .isEqualTo(20 - 20 * Math.exp(-0.2), within(1e-9));
    // 1.2 + 0.35 (cell) + 0.25·1 (rate) + 0.012·(8 − 7.6)² + 0.05 (layers) + 0.01·(6 − 6.3)² + 0.02
    double lr = Math.pow(10, -2.3 + 0.3 * (Math.log10(64) - 1.5));
    assertThat(
            value(
                "rnnspace",
                Map.of(
                    "cell",
                    "rnn",
                    "layers",
                    1,
                    "hidden",
                    256,
                    "embedding",
                    64,
                    "batch",
                    64,
                    "lr",
                    lr,
                    "schedule",
                    "linear")))
        .isEqualTo(1.2 + 0.35 + 0.25 + 0.012 * 0.16 + 0.05 + 0.01 * 0.09 + 0.02, within(1e-9));
    // 1.2 + 0.03 (cell) + 0.012·(7 − 7)² + 0.05 (layers) + 0.5·0.14² + 0.01 (plateau) + 0.8·0.07²
    double best = Math.pow(10, -2.4 + 0.3 * (Math.log10(64) - 1.5));
    assertThat(
            value(
                "rnnspace",
                Map.of(
                    "cell",
                    "lstm",
                    "layers",
                    3,
                    "hidden",
                    128,
                    "embedding",
                    64,
                    "batch",
                    64,
                    "lr",
                    best,
                    "schedule",
                    "plateau",
                    "decay",
                    0.86,
                    "dropout",
                    0.1)))
        .isEqualTo(1.29 + 0.01 * 0.09 + 0.5 * 0.14 * 0.14 + 0.8 * 0.07 * 0.07, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("dev.nightjar.search.comparison.SearchProblems#all")
  void nothingIsBelowTheSmallestValue(SearchProblem problem) {
    Random random = new Random(6);
    for (int i = 0; i < 2000; i++) {
      Configuration configuration = problem.space().sample(random);
      assertThat(problem.function().applyAsDouble(configuration))
          .isGreaterThan(problem.optimum() - 1e-5);
    }
  }
}
