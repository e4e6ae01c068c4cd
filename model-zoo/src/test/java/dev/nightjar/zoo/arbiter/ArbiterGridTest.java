package dev.nightjar.zoo.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Of the promises of a strategy a grid cannot keep one: its points are not all of a space with
 * floats. The others are tested here.
 */
class ArbiterGridTest {

  private static SimulatedStudy study(TestProblems.Problem problem, long seed) {
    return SimulatedStudy.minimizing(problem.space(), problem.function(), seed);
  }

  @Test
  void goesThroughArbitersPointsTheFirstParameterFastest() {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.log("rate", 1e-4, 1e-2),
            IntParameter.linear("units", 1, 100),
            CategoricalParameter.of("cell", "rnn", "gru"));
    List<Configuration> points =
        SimulatedStudy.minimizing(space, c -> 0, 1)
            .run(ArbiterStrategy.grid(3, Mode.Sequential), 100)
            .configurations();
    assertThat(points).hasSize(18);
    assertThat(points.stream().limit(4).map(c -> String.format("%.5f", c.number("rate"))))
        .containsExactly("0.00010", "0.00100", "0.01000", "0.00010");
    // The inverse of the distribution at 1/2 is the 50th of 100.
    assertThat(points.stream().map(c -> c.integer("units")).distinct())
        .containsExactly(1L, 50L, 100L);
    assertThat(points.stream().map(c -> c.text("cell")).toList().subList(8, 10))
        .containsExactly("rnn", "gru");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void triesEveryPointOnceAndThenSaysSo(Mode mode) {
    TestProblems.Problem problem = TestProblems.sixtyFour();
    Strategy strategy = ArbiterStrategy.grid(4, mode);
    SimulatedStudy study = study(problem, 3).run(() -> strategy, 1000, 5);
    assertThat(study.configurations())
        .containsExactlyInAnyOrderElementsOf(problem.space().enumerate());
    assertThat(strategy.suggest(study.history(), Seeds.ofSuggestion(3, 64))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aFreshStrategyContinuesAsTheOldOneWouldHave(Mode mode) {
    for (TestProblems.Problem problem : List.of(TestProblems.sixtyFour(), TestProblems.branin())) {
      Strategy strategy = ArbiterStrategy.grid(6, mode);
      assertThat(study(problem, 3).run(() -> ArbiterStrategy.grid(6, mode), 30, 2).trials())
          .isEqualTo(study(problem, 3).run(() -> strategy, 30, 2).trials());
    }
  }

  @Test
  void inRandomOrderAnotherSeedGivesAnother() {
    TestProblems.Problem problem = TestProblems.branin();
    Strategy strategy = ArbiterStrategy.grid(6, Mode.RandomOrder);
    List<Trial> trials = study(problem, 1).run(strategy, 36).trials();
    assertThat(study(problem, 1).run(strategy, 36).trials()).isEqualTo(trials);
    assertThat(study(problem, 2).run(strategy, 36).configurations())
        .isNotEqualTo(trials.stream().map(Trial::configuration).toList())
        .containsExactlyInAnyOrderElementsOf(trials.stream().map(Trial::configuration).toList());
  }

  @Test
  void ofConditionalParametersOnlyActiveOnesMakeAPoint() {
    TestProblems.Problem problem = TestProblems.recurrent();
    List<Configuration> points =
        study(problem, 1).run(ArbiterStrategy.grid(2, Mode.Sequential), 5000).configurations();
    // 3 cells, 2 hidden, 4 batches, 2 rates; 1 without and 2 with dropout; adam, sgd without
    // nesterov, or sgd with one of 2 momenta.
    assertThat(points)
        .hasSize(3 * 2 * 4 * 2 * (1 + 2) * (1 + 1 + 2))
        .doesNotHaveDuplicates()
        .allMatch(problem.space()::contains);
  }

  @Test
  void refusesGridsThatAreNone() {
    assertThatThrownBy(() -> ArbiterStrategy.grid(0, Mode.Sequential))
        .hasMessage("the discretization count of a grid must be at least 1, not 0");
    SimulatedStudy study = study(TestProblems.recurrent(), 1);
    assertThatThrownBy(() -> study.run(ArbiterStrategy.grid(10, Mode.RandomOrder), 1))
        .hasMessage(
            "a grid with discretization count 10 has 1920000 points over these 9 parameters;"
                + " allowed are 100000: lower the count, fix some parameters, or use"
                + " ArbiterStrategy.random()");
  }
}
