package dev.nightjar.search.strategy.grow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.MannWhitney;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.StrategyContract;
import dev.nightjar.search.strategy.TestProblems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowStrategyTest extends StrategyContract {

  private static final GrowRoles ROLES = new GrowRoles("hidden", "layers", "rate");

  @Override
  protected Strategy create() {
    return new GrowStrategy(ROLES);
  }

  /**
   * Best at 128 units and 2 layers; larger networks want smaller learning rates. Smallest value 0.
   */
  private static TestProblems.Problem network() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("cell", "rnn", "lstm", "gru"),
            IntParameter.linear("layers", 1, 4),
            IntParameter.log("hidden", 16, 512),
            FloatParameter.log("rate", 1e-5, 1e-1),
            new FloatParameter(
                "dropout", 0, 0.7, false, Optional.of(Condition.on("layers", 2, 3, 4))));
    return new TestProblems.Problem("network", space, GrowStrategyTest::loss);
  }

  private static double loss(Configuration c) {
    double size = Math.log(c.number("hidden") / 128) / Math.log(2);
    double rate = Math.log10(c.number("rate")) + 2.5 + 0.2 * size;
    double dropout = c.has("dropout") ? c.number("dropout") - 0.3 : 0;
    return 0.3 * size * size
        + 0.4 * Math.abs(c.integer("layers") - 2)
        + 0.2 * rate * rate
        + 0.1 * dropout * dropout
        + (c.text("cell").equals("rnn") ? 0.2 : 0);
  }

  @Override
  protected Stream<TestProblems.Problem> problems() {
    return Stream.of(
        network(),
        finite(),
        new TestProblems.Problem(
            "far apart",
            SearchSpace.of(
                IntParameter.linear("layers", 3, 1L << 50),
                IntParameter.linear("hidden", 1, 1L << 40),
                CategoricalParameter.of("rate", 0.1, 1, 0.001)),
            c -> c.number("rate") - c.number("hidden")));
  }

  @Override
  protected TestProblems.Problem varied() {
    return network();
  }

  @Override
  protected TestProblems.Problem other() {
    return finite();
  }

  @Override
  protected TestProblems.Problem finite() {
    return new TestProblems.Problem(
        "64 networks",
        SearchSpace.of(
            CategoricalParameter.of("hidden", 64, 16, 32, 128),
            CategoricalParameter.of("rate", 0.1, 0.01, 0.001, 1),
            IntParameter.linear("layers", 1, 4)),
        c -> Math.abs(c.number("hidden") - 32) + c.integer("layers") + c.number("rate"));
  }

  @Override
  protected SearchSpace single() {
    return SearchSpace.of(
        CategoricalParameter.of("hidden", 64),
        CategoricalParameter.of("rate", 0.1),
        CategoricalParameter.of("layers", 1));
  }

  private static List<List<Long>> shapes(List<Configuration> tried) {
    return tried.stream().map(c -> List.of(c.integer("hidden"), c.integer("layers"))).toList();
  }

  /** 16, 32, 64, 128 and 256, which is worse; then 2 layers, and 3, which are worse: four each. */
  @Test
  void addsUnitsThenLayersUntilItGetsWorse() {
    TestProblems.Problem problem = network();
    List<Configuration> tried =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 1)
            .run(create(), 60)
            .configurations();
    assertThat(shapes(tried.subList(0, 28)).stream().distinct())
        .containsExactly(
            List.of(16L, 1L),
            List.of(32L, 1L),
            List.of(64L, 1L),
            List.of(128L, 1L),
            List.of(256L, 1L),
            List.of(128L, 2L),
            List.of(128L, 3L));
    assertThat(shapes(tried.subList(28, 60)))
        .allMatch(shape -> shape.get(1) == 2 && shape.get(0) >= 91 && shape.get(0) <= 256);
  }

  @Test
  void tunesTheLearningRateOnEachRung() {
    TestProblems.Problem problem = network();
    SimulatedStudy study = SimulatedStudy.minimizing(problem.space(), problem.function(), 1);
    List<Configuration> tried = study.run(create(), 8).configurations();
    // Spread over the range on the first rung, one in each quarter.
    for (int i = 0; i < 4; i++) {
      double unit = problem.space().parameter("rate").toUnit(tried.get(i).number("rate"));
      assertThat(unit).isBetween(i / 4.0, (i + 1) / 4.0);
    }
    // Then the best, made larger, as it is; with a smaller rate, a larger, a smaller one.
    Configuration best =
        tried.subList(0, 4).stream().min((a, b) -> Double.compare(loss(a), loss(b))).orElseThrow();
    assertThat(tried.get(4).number("rate")).isEqualTo(best.number("rate"));
    assertThat(tried.get(4).text("cell")).isEqualTo(best.text("cell"));
    assertThat(study.trials().get(5).spec().origin()).isEqualTo("grow: 32 × 1, try 2 of 4");
  }

  @Test
  void goesOnGrowingWhileOthersRun() {
    TestProblems.Problem problem = network();
    List<Configuration> tried =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 1)
            .run(this::create, 20, 8)
            .configurations();
    assertThat(shapes(tried).stream().distinct().limit(4))
        .containsExactly(List.of(16L, 1L), List.of(32L, 1L), List.of(64L, 1L), List.of(128L, 1L));
  }

  /** If it were as good as random, this would pass by chance once in 10,000. */
  @Test
  void isBetterThanRandomWhereTheRuleHolds() {
    assertThat(
            MannWhitney.score(
                best(create(), network(), 40, 100), best(new RandomStrategy(), network(), 40, 100)))
        .isGreaterThan(3.719);
  }

  @ParameterizedTest
  @CsvSource({"1, 16, '1, 2, 4, 8, 16'", "16, 100, '16, 32, 64, 100'", "1000, 1001, '1000, 1001'"})
  void sizesGrowByAFactor(long min, long max, String expected) {
    assertThat(Ladder.byFactor(IntParameter.linear("i", min, max), 2).toString())
        .isEqualTo("[" + expected + "]");
  }

  @Test
  void sizesKeepToTheirSteps() {
    IntParameter steps = new IntParameter("i", 10, 100, false, 30, Optional.empty());
    assertThat(Ladder.byFactor(steps, 1.1)).containsExactly(10L, 40L, 70L, 100L);
    assertThat(Ladder.byFactor(steps, 3)).containsExactly(10L, 40L, 100L);
  }

  @Test
  void refusesSpacesWithoutWhatShouldGrow() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("layers", 1, 2.5),
            CategoricalParameter.of("cell", "rnn", "lstm"),
            new FloatParameter("rate", 0, 1, false, Optional.of(Condition.on("cell", "rnn"))));
    assertThat(ROLES.obstacles(space))
        .containsExactly(
            "hidden is not searched",
            "layers has values that are not whole numbers",
            "rate has a condition");
    assertThat(new GrowRoles("layers", "cell", "layers").obstacles(space))
        .containsExactly(
            "layers has values that are not whole numbers",
            "cell has values that are not whole numbers");
    SearchSpace belowOne =
        SearchSpace.of(
            IntParameter.linear("hidden", 0, 8),
            CategoricalParameter.of("layers", 1, 0),
            CategoricalParameter.of("rate", "slow", "fast"));
    assertThat(ROLES.obstacles(belowOne))
        .containsExactly(
            "hidden has values below 1",
            "layers has values below 1",
            "rate has values that are not numbers");
    assertThatThrownBy(() -> tried(create(), space, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "grow cannot search this: hidden is not searched; layers has values that are not whole"
                + " numbers; rate has a condition");
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new GrowSettings(0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tries is 0 but must be at least 1");
    assertThatThrownBy(() -> new GrowSettings(4, 1)).hasMessageContaining("factor is 1.0");
  }
}
