package dev.nightjar.search.strategy.sobol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.StrategyContract;
import dev.nightjar.search.strategy.TestProblems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SobolStrategyTest extends StrategyContract {

  @Override
  protected Strategy create() {
    return create(1);
  }

  @Override
  protected Strategy create(long studySeed) {
    return new SobolStrategy(studySeed);
  }

  @Test
  void everyFloatHasOneTrialInEachPartOfItsScale() {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.log("rate", 1e-5, 1e-1), FloatParameter.linear("far", 1000, 1001));
    List<Configuration> tried = tried(create(), space, 64);
    for (String name : List.of("rate", "far")) {
      int[] inside = new int[64];
      for (Configuration c : tried) {
        inside[(int) (64 * space.parameter(name).toUnit(c.number(name)))]++;
      }
      assertThat(inside).containsOnly(1);
    }
  }

  @Test
  void aBranchsPointsAreTheSequencesWhoeverIsActive() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("a", "x", "y"),
            new FloatParameter("inside", 0, 1, false, Optional.of(Condition.on("a", "y"))),
            FloatParameter.linear("always", 0, 1));
    SobolSequence sequence = new SobolSequence(3);
    List<Configuration> tried = tried(create(9), space, 32);
    for (int i = 0; i < 32; i++) {
      double[] point = sequence.point(i, 9);
      assertThat(tried.get(i).number("always")).isEqualTo(point[2]);
      assertThat(tried.get(i).get("inside"))
          .isEqualTo(point[0] < 0.5 ? Optional.empty() : Optional.of(point[1]));
    }
  }

  @Test
  void leavesNoPointOutWhenOthersAreTriedInBetween() {
    TestProblems.Problem problem = TestProblems.branin();
    List<Configuration> alone =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 1)
            .run(create(), 20)
            .configurations();
    SimulatedStudy mixed =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 1).run(create(), 10);
    mixed.add(alone.get(15), SimulatedStudy.completed(1));
    assertThat(mixed.run(create(), 9).configurations()).containsExactlyInAnyOrderElementsOf(alone);
  }

  @Test
  void saysWhichPointItIs() {
    SimulatedStudy study = SimulatedStudy.minimizing(TestProblems.branin().space(), c -> 0, 1);
    assertThat(study.run(create(), 3).trials())
        .extracting(t -> t.spec().origin())
        .containsExactly("sobol: point 0", "sobol: point 1", "sobol: point 2");
  }
}
