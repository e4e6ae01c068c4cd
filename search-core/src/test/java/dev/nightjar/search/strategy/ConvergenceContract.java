package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a strategy that looks at values promises besides: it finds better ones than chance. */
public abstract class ConvergenceContract extends StrategyContract {

  private static final int SEEDS = 40;

  /** In standard normal deviations: the one-sided false-alarm rate is 10⁻⁴ for each problem. */
  private static final double SIGNIFICANT = 3.719;

  /** The functions, without those over spaces that the strategy cannot search. */
  protected Stream<TestProblems.Problem> functions() {
    return Stream.of(TestProblems.branin(), TestProblems.hartmann6(), TestProblems.recurrent());
  }

  /** If the strategy were as good as random, each problem would pass by chance once in 10,000. */
  @ParameterizedTest
  @MethodSource("functions")
  void isBetterThanRandomAfterAHundredTrials(TestProblems.Problem problem) {
    List<Double> own = best(create(), problem, SEEDS);
    List<Double> random = best(new RandomStrategy(), problem, SEEDS);
    assertThat(MannWhitney.score(own, random)).isGreaterThan(SIGNIFICANT);
  }

  /** The same functions, each with a target. */
  protected Stream<Arguments> targets() {
    return Stream.of(
        Arguments.of(TestProblems.branin(), 0.6),
        Arguments.of(TestProblems.hartmann6(), -2.5),
        Arguments.of(TestProblems.recurrent(), 0.05));
  }

  /**
   * Random search reaches each of these targets within 100 trials from at most 4 of 10 seeds (0.35,
   * 0.15 and 0.19 of 400); that it would from 28 of 40 has a chance below 2·10⁻⁴ for each.
   */
  @ParameterizedTest
  @MethodSource("targets")
  void reachesTheTargetFromNearlyEverySeed(TestProblems.Problem problem, double target) {
    assertThat(best(create(), problem, SEEDS).stream().filter(v -> v <= target).count())
        .isGreaterThanOrEqualTo(28);
  }

  /**
   * Half of the space fails, and nothing else tells the halves apart. A strategy that does not
   * learn from failures goes there in half of its trials; over 10 seeds × 40 trials the chance of
   * its being there in fewer than 120 of 400 is below 10⁻¹⁵.
   */
  @Test
  void keepsAwayFromWhereTrialsFail() {
    SearchSpace space =
        SearchSpace.of(FloatParameter.linear("x", 2, 4), FloatParameter.linear("y", -1, 1));
    long failed =
        IntStream.range(0, 10)
            .mapToLong(
                seed ->
                    new SimulatedStudy(
                            space,
                            Criterion.minimize("value"),
                            c ->
                                c.number("x") > 3
                                    ? new Outcome.Failed("diverged at epoch 1")
                                    : SimulatedStudy.completed(Math.abs(c.number("y"))),
                            seed)
                        .run(create(), 60).trials().stream()
                            .skip(20)
                            .filter(t -> t.configuration().number("x") > 3)
                            .count())
            .sum();
    assertThat(failed).isLessThan(120);
  }
}
