package dev.nightjar.search.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.StrategyContract;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GridStrategyTest extends StrategyContract {

  @Override
  protected Strategy create() {
    return create(1);
  }

  @Override
  protected Strategy create(long studySeed) {
    return new GridStrategy(studySeed, GridStrategy.DEFAULT_POINTS);
  }

  private static Set<Object> values(List<Configuration> tried, String name) {
    return tried.stream().flatMap(c -> c.get(name).stream()).collect(Collectors.toSet());
  }

  @Test
  void cutsRangesEvenlyOnTheirScaleAndEnds() {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.log("rate", 1e-4, 1),
            FloatParameter.linear("far", 1000, 1004),
            IntParameter.log("hidden", 1, 10_000),
            IntParameter.linear("few", 3, 7),
            CategoricalParameter.of("six", 1, 2, 3, 4, 5, 6));
    List<Configuration> tried = tried(new GridStrategy(3, 5), space, 10_000);
    assertThat(tried).hasSize(5 * 5 * 5 * 5 * 6).doesNotHaveDuplicates();
    assertThat(values(tried, "far"))
        .containsExactlyInAnyOrder(1000.0, 1001.0, 1002.0, 1003.0, 1004.0);
    assertThat(values(tried, "hidden")).hasSize(5).contains(1L, 10_000L);
    assertThat(values(tried, "few")).containsExactlyInAnyOrder(3L, 4L, 5L, 6L, 7L);
    assertThat(values(tried, "rate").stream().map(v -> Math.log10((Double) v)).sorted().toList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(-4.0, -3.0, -2.0, -1.0, 0.0);
  }

  @Test
  void aBranchMultipliesItselfAloneAndIsNotLostBetweenThePoints() {
    SearchSpace space =
        SearchSpace.of(
            IntParameter.linear("layers", 0, 1000),
            new FloatParameter("inside", 0, 1, false, Optional.of(Condition.on("layers", 7, 500))));
    List<Configuration> tried = tried(new GridStrategy(4, 3), space, 100);
    // 0, 500 and 1000, and 7 because a condition names it; 7 and 500 have three values inside.
    assertThat(tried).hasSize(2 + 2 * 3).doesNotHaveDuplicates().allMatch(space::contains);
    assertThat(values(tried, "layers")).containsExactlyInAnyOrder(0L, 7L, 500L, 1000L);
  }

  /** A lexicographic grid would have tried one of ten learning rates in its first 50 trials. */
  @Test
  void anInterruptedGridHasBeenEverywhere() {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.log("rate", 1e-4, 1),
            FloatParameter.linear("x", 0, 1),
            FloatParameter.linear("y", 0, 1));
    List<Configuration> tried = tried(create(), space, 50);
    for (String name : List.of("rate", "x", "y")) {
      assertThat(values(tried, name)).hasSize(10);
      assertThat(
              tried.stream()
                  .mapToDouble(c -> space.parameter(name).toUnit(c.number(name)))
                  .average()
                  .orElseThrow())
          .isCloseTo(0.5, Offset.offset(0.05));
    }
  }

  @Test
  void theOrderDependsOnTheStudysSeedAlone() {
    SearchSpace space = SearchSpace.of(FloatParameter.linear("x", 0, 1));
    List<Configuration> order = tried(create(), space, 10);
    SimulatedStudy other =
        new SimulatedStudy(space, Criterion.maximize("value"), c -> new Outcome.Failed("no"), 99);
    assertThat(other.run(create(), 10).configurations()).isEqualTo(order);
    assertThat(create().suggest(other.history(), Seeds.ofSuggestion(1, 10))).isEmpty();
  }

  @Test
  void aSpaceWithoutParametersHasOneConfiguration() {
    assertThat(tried(create(), SearchSpace.of(), 5)).hasSize(1);
  }

  @Test
  void refusesTooFewOrTooManyPoints() {
    assertThatThrownBy(() -> new GridStrategy(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("points is 1 but must be from 2 to 1000");
    assertThatThrownBy(() -> new GridStrategy(1, 1001)).hasMessageContaining("points is 1001");
  }
}
