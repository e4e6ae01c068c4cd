package dev.nightjar.search.strategy.genetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.comparison.FrontProblem;
import dev.nightjar.search.strategy.MannWhitney;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParetoRankingTest {

  private static Outcome completed(List<Double> values) {
    return new Outcome.Completed(values, Map.of(), OptionalInt.empty());
  }

  /** If it were as good as random, each front would pass by chance once in 1,000. */
  @ParameterizedTest
  @EnumSource
  void dominatesMoreThanRandomSearchDoes(FrontProblem front) {
    assertThat(
            MannWhitney.score(
                front.lostVolumes(new GeneticStrategy(), 150),
                front.lostVolumes(new RandomStrategy(), 150)))
        .isGreaterThan(3.09);
  }

  @Test
  void comesNearTheKnownFront() {
    SimulatedStudy study = FrontProblem.ZDT1.study(1).run(new GeneticStrategy(), 500);
    assertThat(FrontProblem.ZDT1.hypervolume(study.history())).isBetween(0.95, 1.0);
  }

  @Test
  void frontsAreWhatTheDefinitionSays() {
    double[][] losses = {{1, 5}, {2, 2}, {5, 1}, {3, 3}, {2, 2}, {6, 6}, {1, 6}};
    assertThat(ParetoRanking.fronts(losses)).containsExactly(0, 0, 0, 1, 0, 2, 1);
  }

  @Test
  void theEndsOfAFrontAreTheLoneliest() {
    double[][] losses = {{0, 10}, {1, 9}, {5, 5}, {10, 0}};
    assertThat(ParetoRanking.crowding(losses, new int[4]))
        .containsExactly(Double.POSITIVE_INFINITY, 0.5 + 0.5, 0.9 + 0.9, Double.POSITIVE_INFINITY);
  }

  @Test
  void followsEachGoalAndPutsTheLoneliestOfTheFirstFrontFirst() {
    SimulatedStudy study =
        new SimulatedStudy(
            FrontProblem.SPACE,
            List.of(Criterion.maximize("accuracy"), Criterion.minimize("size")),
            c -> completed(List.of(0.0, 0.0)),
            1);
    double[][] values = {{0.5, 9}, {0.9, 9}, {0.8, 7}, {0.5, 1}, {0.79, 6.5}};
    for (int i = 0; i < values.length; i++) {
      double[] point = new double[FrontProblem.SPACE.dimension()];
      point[0] = i / 10.0;
      study.add(FrontProblem.SPACE.decode(point), completed(List.of(values[i][0], values[i][1])));
    }
    assertThat(ParetoRanking.bestFirst(study.history()).stream().map(Trial::number))
        .containsExactly(1, 3, 4, 2, 0);
  }

  @Test
  void goesOnWhenTrialsFail() {
    SimulatedStudy study =
        new SimulatedStudy(
            FrontProblem.SPACE,
            FrontProblem.CRITERIA,
            c -> c.number("x1") > 0.5 ? new Outcome.Failed("no") : FrontProblem.ZDT1.outcome(c),
            1);
    assertThat(study.run(new GeneticStrategy(), 60).configurations())
        .hasSize(60)
        .doesNotHaveDuplicates();
  }
}
