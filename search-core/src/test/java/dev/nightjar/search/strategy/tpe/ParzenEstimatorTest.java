package dev.nightjar.search.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.ChiSquare;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParzenEstimatorTest {

  /** Conditions two levels deep, whole numbers on three scales, choices. */
  private static final SearchSpace DISCRETE =
      SearchSpace.of(
          CategoricalParameter.of("model", "a", "b", "c"),
          IntParameter.log("size", 2, 9),
          new IntParameter("depth", 5, 8, false, 1, Optional.of(Condition.on("model", "b", "c"))),
          new IntParameter(
              "width", 10, 40, false, 10, Optional.of(Condition.on("model", "b", "c"))),
          new CategoricalParameter(
              "flag", List.of(true, false), Optional.of(Condition.on("depth", 6))));

  private static ParzenEstimator estimator(SearchSpace space, List<double[]> points, double width) {
    double[] widths = new double[space.dimension()];
    Arrays.fill(widths, width);
    double[] weights = IntStream.range(0, points.size()).mapToDouble(i -> 1 + i % 3).toArray();
    return new ParzenEstimator(space, Branches.of(space), points, weights, widths, 0.5);
  }

  private static List<double[]> draw(SearchSpace space, int count, long seed) {
    RandomGenerator random = Seeds.ofSuggestion(seed, 0);
    return Stream.generate(() -> space.encode(space.sample(random))).limit(count).toList();
  }

  private static double density(ParzenEstimator estimator, SearchSpace space, Configuration c) {
    return Math.exp(estimator.logDensity(space.encode(c)));
  }

  @Test
  void probabilitiesOfAllConfigurationsSumToOne() {
    for (int observations : new int[] {0, 1, 7, 60}) {
      ParzenEstimator estimator = estimator(DISCRETE, draw(DISCRETE, observations, 1), 0.2);
      double sum =
          DISCRETE.enumerate().stream().mapToDouble(c -> density(estimator, DISCRETE, c)).sum();
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  /** Each sample comes as often as its probability says; false-alarm rate 10⁻⁴. */
  @Test
  void samplesFollowTheDensity() {
    ParzenEstimator estimator = estimator(DISCRETE, draw(DISCRETE, 6, 2), 0.3);
    List<Configuration> all = DISCRETE.enumerate();
    int draws = 100_000;
    RandomGenerator random = Seeds.ofSuggestion(3, 0);
    long[] counts = new long[all.size()];
    Map<Configuration, Integer> index =
        IntStream.range(0, all.size()).boxed().collect(Collectors.toMap(all::get, i -> i));
    for (int i = 0; i < draws; i++) {
      counts[index.get(estimator.sample(random))]++;
    }
    double[] expected =
        all.stream().mapToDouble(c -> draws * density(estimator, DISCRETE, c)).toArray();
    assertThat(Arrays.stream(expected).min().orElseThrow()).isGreaterThan(5);
    assertThat(ChiSquare.statistic(counts, expected))
        .isLessThan(ChiSquare.critical(counts.length - 1));
  }

  @Test
  void densityOfAFloatIntegratesToOne() {
    SearchSpace space = SearchSpace.of(FloatParameter.log("rate", 1e-4, 1));
    ParzenEstimator estimator = estimator(space, draw(space, 9, 4), 0.05);
    int cells = 4000;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      sum += Math.exp(estimator.logDensity(new double[] {(i + 0.5) / cells})) / cells;
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  /** In branch b, depth and width were seen high together or low together, never mixed. */
  @Test
  void keepsWhatBelongsTogetherInsideABranch() {
    List<double[]> points =
        Stream.of(
                observation("b", 5, 10),
                observation("b", 8, 40),
                observation("b", 5, 10),
                observation("b", 8, 40),
                new Configuration(Map.of("model", "a", "size", 3)),
                new Configuration(Map.of("model", "a", "size", 3)))
            .map(DISCRETE::encode)
            .toList();
    ParzenEstimator estimator = estimator(DISCRETE, points, 0.1);
    assertThat(density(estimator, DISCRETE, observation("b", 8, 40)))
        .isGreaterThan(10 * density(estimator, DISCRETE, observation("b", 8, 10)));
    // A component without the branch borrows from one observation, not from several.
    assertThat(density(estimator, DISCRETE, observation("c", 8, 40)))
        .isGreaterThan(10 * density(estimator, DISCRETE, observation("c", 8, 10)));
  }

  private static Configuration observation(String model, int depth, int width) {
    return new Configuration(Map.of("model", model, "size", 4, "depth", depth, "width", width));
  }

  @Test
  void isFiniteFarFromEveryObservation() {
    SearchSpace space = SearchSpace.of(IntParameter.linear("i", 0, 1L << 40));
    ParzenEstimator estimator =
        estimator(space, List.of(space.encode(new Configuration(Map.of("i", 0)))), 0.005);
    assertThat(estimator.logDensity(new double[] {1})).isFinite();
  }
}
