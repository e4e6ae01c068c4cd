package dev.nightjar.search.strategy.genetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.ConvergenceContract;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneticStrategyTest extends ConvergenceContract {

  @Override
  protected Strategy create() {
    return new GeneticStrategy();
  }

  @Test
  void theFirstPopulationIsRandomAndTheRestHaveParents() {
    TestProblems.Problem problem = TestProblems.hartmann6();
    List<Trial> trials =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 1)
            .run(create(), 60)
            .trials();
    assertThat(trials.subList(0, 16)).allMatch(t -> t.spec().origin().equals("random"));
    assertThat(trials.subList(16, 60))
        .allMatch(t -> t.spec().origin().matches("genetic: child of \\d+ and \\d+"));
  }

  /** The branch is missing in most parents; children that enter it must have values there. */
  @Test
  void entersABranchThatNoParentHas() {
    SearchSpace space =
        SearchSpace.of(
            IntParameter.linear("layers", 1, 40),
            new FloatParameter("dropout", 0.2, 0.5, false, Optional.of(Condition.on("layers", 1))));
    SimulatedStudy study =
        SimulatedStudy.minimizing(
            space, c -> c.has("dropout") ? -1 - c.number("dropout") : c.integer("layers"), 2);
    study.run(create(), 200);
    assertThat(study.best()).isLessThan(-1.45);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new GeneticSettings(1, 3, 0.8, 0.3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("population is 1.0 but must be at least 2");
    assertThatThrownBy(() -> new GeneticSettings(16, 3, 1.5, 0.3)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> new GeneticSettings(16, 3, 0.8, Double.NaN))
        .hasMessageContaining("mutation");
  }
}
