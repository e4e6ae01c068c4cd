package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomStrategyTest extends StrategyContract {

  private static final int DRAWS = 5000;

  @Override
  protected Strategy create() {
    return new RandomStrategy();
  }

  static Stream<Parameter> ranges() {
    return Stream.of(
        FloatParameter.linear("from zero", 0, 1),
        FloatParameter.linear("negative", -7, -3),
        FloatParameter.linear("across zero", -1, 1e6),
        FloatParameter.log("log", 1e-4, 1e-1),
        FloatParameter.log("log from one", 1, 2));
  }

  /** Ten equal parts of the parameter's own scale; false-alarm rate 10⁻⁴ for each range. */
  @ParameterizedTest
  @MethodSource("ranges")
  void isUniformOnTheScaleOfAFloat(Parameter parameter) {
    long[] counts = new long[10];
    for (Configuration c : tried(create(), SearchSpace.of(parameter), DRAWS)) {
      counts[(int) Math.min(9, 10 * parameter.toUnit(c.values().get(parameter.name())))]++;
    }
    assertUniform(counts);
  }

  static Stream<Parameter> discrete() {
    return Stream.of(
        IntParameter.linear("from zero", 0, 6),
        IntParameter.linear("elsewhere", 100, 104),
        new IntParameter("steps", -50, 150, false, 20, Optional.empty()),
        CategoricalParameter.of("choice", "a", "b", "c"),
        CategoricalParameter.of("numbers", 16, 32, 64, 128),
        CategoricalParameter.of("truth", true, false));
  }

  /** Every value has an equal share, the two bounds included; 10⁻⁴ for each. */
  @ParameterizedTest
  @MethodSource("discrete")
  void givesEveryDiscreteValueItsShare(Parameter parameter) {
    // A float beside it keeps the space from being used up.
    SearchSpace space = SearchSpace.of(parameter, FloatParameter.linear("free", 0, 1));
    int values = (int) parameter.cardinality().orElseThrow();
    long[] counts = new long[values];
    List<Object> all = IntStream.range(0, values).mapToObj(parameter::valueAt).toList();
    for (Configuration c : tried(create(), space, DRAWS)) {
      counts[all.indexOf(c.values().get(parameter.name()))]++;
    }
    assertUniform(counts);
  }

  @Test
  void saysThatItIsRandom() {
    assertThat(
            SimulatedStudy.minimizing(TestProblems.branin().space(), c -> 0, 1)
                .run(create(), 3)
                .trials())
        .allMatch(t -> t.spec().origin().equals("random"));
  }

  private static void assertUniform(long[] counts) {
    double[] expected = new double[counts.length];
    Arrays.fill(expected, (double) DRAWS / counts.length);
    assertThat(ChiSquare.statistic(counts, expected))
        .isLessThan(ChiSquare.critical(counts.length - 1));
  }
}
