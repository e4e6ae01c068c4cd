package dev.nightjar.search.strategy.genetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.MannWhitney;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParetoRankingTest {

  private static final int DIMENSION = 6;

  private static final SearchSpace CUBE =
      new SearchSpace(
          IntStream.range(0, DIMENSION)
              .<Parameter>mapToObj(i -> FloatParameter.linear("x" + i, 0, 1))
              .toList());

  /** The shapes of front of E. Zitzler, K. Deb and L. Thiele (2000), without local ones. */
  enum Front {
    /** Convex: f₂ = 1 − √f₁. */
    ZDT1(share -> 1 - Math.sqrt(share)),
    /** Concave: f₂ = 1 − f₁². */
    ZDT2(share -> 1 - share * share);

    private final UnaryOperator<Double> shape;

    Front(UnaryOperator<Double> shape) {
      this.shape = shape;
    }

    private List<Double> values(Configuration c) {
      double rest =
          IntStream.range(1, DIMENSION).mapToDouble(i -> c.number("x" + i)).sum() / (DIMENSION - 1);
      double g = 1 + 9 * rest;
      return List.of(c.number("x0"), g * shape.apply(c.number("x0") / g));
    }
  }

  private static Outcome completed(List<Double> values) {
    return new Outcome.Completed(values, Map.of(), OptionalInt.empty());
  }

  private static SimulatedStudy study(Function<Configuration, List<Double>> function, long seed) {
    return new SimulatedStudy(
        CUBE,
        List.of(Criterion.minimize("f1"), Criterion.minimize("f2")),
        c -> completed(function.apply(c)),
        seed);
  }

  /** The area that the trials dominate below the reference point (1, 4). */
  private static double hypervolume(SimulatedStudy study) {
    List<List<Double>> values =
        new ArrayList<>(
            study.history().completed().stream().map(f -> f.outcome().values()).toList());
    values.sort(Comparator.comparing(v -> v.get(0)));
    double volume = 0;
    double height = 4;
    for (List<Double> v : values) {
      if (v.get(1) < height) {
        volume += (1 - v.get(0)) * (height - v.get(1));
        height = v.get(1);
      }
    }
    return volume;
  }

  private static List<Double> lostVolumes(Strategy strategy, Front front) {
    return IntStream.range(0, 10)
        .mapToObj(seed -> -hypervolume(study(front::values, seed).run(strategy, 150)))
        .toList();
  }

  /** If it were as good as random, each front would pass by chance once in 1,000. */
  @ParameterizedTest
  @EnumSource
  void dominatesMoreThanRandomSearchDoes(Front front) {
    assertThat(
            MannWhitney.score(
                lostVolumes(new GeneticStrategy(), front),
                lostVolumes(new RandomStrategy(), front)))
        .isGreaterThan(3.09);
  }

  /** The true front of ZDT1 dominates 11/3 below the reference point. */
  @Test
  void comesNearTheKnownFront() {
    SimulatedStudy study = study(Front.ZDT1::values, 1).run(new GeneticStrategy(), 500);
    assertThat(hypervolume(study)).isGreaterThan(0.95 * 11 / 3);
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
            CUBE,
            List.of(Criterion.maximize("accuracy"), Criterion.minimize("size")),
            c -> completed(List.of(0.0, 0.0)),
            1);
    double[][] values = {{0.5, 9}, {0.9, 9}, {0.8, 7}, {0.5, 1}, {0.79, 6.5}};
    for (int i = 0; i < values.length; i++) {
      double[] point = new double[DIMENSION];
      point[0] = i / 10.0;
      study.add(CUBE.decode(point), completed(List.of(values[i][0], values[i][1])));
    }
    assertThat(ParetoRanking.bestFirst(study.history()).stream().map(Trial::number))
        .containsExactly(1, 3, 4, 2, 0);
  }

  @Test
  void goesOnWhenTrialsFail() {
    SimulatedStudy study =
        new SimulatedStudy(
            CUBE,
            List.of(Criterion.minimize("f1"), Criterion.minimize("f2")),
            c -> c.number("x1") > 0.5 ? new Outcome.Failed("no") : completed(Front.ZDT1.values(c)),
            1);
    assertThat(study.run(new GeneticStrategy(), 60).configurations())
        .hasSize(60)
        .doesNotHaveDuplicates();
  }
}
