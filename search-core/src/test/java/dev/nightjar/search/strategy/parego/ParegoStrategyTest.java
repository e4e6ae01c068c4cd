package dev.nightjar.search.strategy.parego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.comparison.FrontProblem;
import dev.nightjar.search.strategy.MannWhitney;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParegoStrategyTest {

  /** If it were as good as random, each front would pass by chance once in 1,000. */
  @ParameterizedTest
  @EnumSource
  void dominatesMoreThanRandomSearchDoes(FrontProblem problem) {
    assertThat(
            MannWhitney.score(
                problem.lostVolumes(new ParegoStrategy(new TpeStrategy()), 100),
                problem.lostVolumes(new RandomStrategy(), 100)))
        .isGreaterThan(3.09);
  }

  @Test
  void withOneCriterionItIsTheStrategyItself() {
    TestProblems.Problem branin = TestProblems.branin();
    List<?> plain =
        SimulatedStudy.minimizing(branin.space(), branin.function(), 5)
            .run(new TpeStrategy(), 30)
            .configurations();
    assertThat(
            SimulatedStudy.minimizing(branin.space(), branin.function(), 5)
                .run(new ParegoStrategy(new TpeStrategy()), 30)
                .configurations())
        .isEqualTo(plain);
  }

  private static History history(double[][] values) {
    SimulatedStudy study =
        new SimulatedStudy(
            FrontProblem.SPACE,
            List.of(Criterion.minimize("size"), Criterion.maximize("accuracy")),
            c -> new Outcome.Failed("not run"),
            1);
    for (int i = 0; i < values.length; i++) {
      double[] point = new double[FrontProblem.SPACE.dimension()];
      point[0] = i / 10.0;
      study.add(
          FrontProblem.SPACE.decode(point),
          new Outcome.Completed(
              List.of(values[i][0], values[i][1]), Map.of(), OptionalInt.empty()));
    }
    return study.history();
  }

  /** Sizes 100, 200, 300 are 0, ½, 1 of the range; accuracies 0.6, 0.8, 0.7 are 1, 0, ½. */
  @Test
  void aWeightedValueIsTheAugmentedTchebycheffNorm() {
    History weighted =
        new ScalarHistory(
            history(new double[][] {{100, 0.6}, {200, 0.8}, {300, 0.7}}),
            new double[] {0.25, 0.75});
    List<Double> values =
        weighted.completed().stream().map(f -> f.outcome().values().get(0)).toList();
    assertThat(values.get(0)).isCloseTo(0.75 + 0.05 * 0.75, within(1e-12));
    assertThat(values.get(1)).isCloseTo(0.125 + 0.05 * 0.125, within(1e-12));
    assertThat(values.get(2)).isCloseTo(0.375 + 0.05 * 0.625, within(1e-12));
    assertThat(weighted.criteria()).hasSize(1);
    assertThat(weighted.completed()).extracting(f -> f.trial().number()).containsExactly(0, 1, 2);
  }

  @Test
  void aCriterionThatIsTheSameForAllDecidesNothingNorDoHugeValues() {
    History same =
        new ScalarHistory(
            history(new double[][] {{100, 0.5}, {200, 0.5}}), new double[] {0.5, 0.5});
    assertThat(same.completed().get(0).outcome().values().get(0)).isZero();
    History huge =
        new ScalarHistory(
            history(new double[][] {{-1e308, 0.5}, {1e308, 0.7}}), new double[] {0.5, 0.5});
    assertThat(huge.completed()).allMatch(f -> Double.isFinite(f.outcome().values().get(0)));
  }

  @Test
  void goesOnWhenTrialsFail() {
    SimulatedStudy study =
        new SimulatedStudy(
                FrontProblem.SPACE,
                FrontProblem.CRITERIA,
                c -> c.number("x1") > 0.5 ? new Outcome.Failed("no") : FrontProblem.ZDT2.outcome(c),
                1)
            .run(new ParegoStrategy(new TpeStrategy()), 40);
    assertThat(study.configurations()).hasSize(40).doesNotHaveDuplicates();
  }
}
