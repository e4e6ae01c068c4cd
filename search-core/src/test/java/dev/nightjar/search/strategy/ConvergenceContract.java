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

  /** In standard normal deviations: the one-sided false-alarm rate is 10⁻⁴ for each problem. */
  private static final double SIGNIFICANT = 3.719;

  /** The functions, without those over spaces that the strategy cannot search. */
  protected Stream<TestProblems.Problem> functions() {
    return Stream.of(TestProblems.branin(), TestProblems.hartmann6(), TestProblems.recurrent());
  }

  /** From so many seeds random search is run, with 100 trials each. */
  private static final int RANDOM_SEEDS = 40;

  /**
   * From how many seeds each problem is searched. Fewer let more of a weak strategy's luck pass for
   * skill: so more of them must reach the target, all of the 10 that are the fewest allowed.
   */
  protected int seeds() {
    return 40;
  }

  /** Trials of each search, at most the 100 that random search has: fewer are a harder test. */
  protected int budget() {
    return 100;
  }

  /** The same functions, each with a target. */
  protected Stream<Arguments> targets() {
    return Stream.of(
        Arguments.of(TestProblems.branin(), 0.6),
        Arguments.of(TestProblems.hartmann6(), -2.5),
        Arguments.of(TestProblems.recurrent(), 0.05));
  }

  /**
   * Two tests of the same searches, each with its own false-alarm rate for each problem.
   *
   * <p>If the strategy were as good as random, it would be found better once in 10,000, by the
   * normal approximation, whose tail is too heavy for few seeds, which errs on the safe side.
   *
   * <p>Random search reaches each of the targets within 100 trials from at most 4 of 10 seeds
   * (0.35, 0.15 and 0.19 of 400); that it would from as many as are asked for has a chance below
   * 2·10⁻⁴: 28 of 40, or 10 of 10.
   */
  @ParameterizedTest
  @MethodSource("targets")
  void isBetterThanRandomAndReachesTheTarget(TestProblems.Problem problem, double target) {
    List<Double> own = best(create(), problem, seeds(), budget());
    List<Double> random = best(new RandomStrategy(), problem, RANDOM_SEEDS, 100);
    assertThat(MannWhitney.score(own, random)).isGreaterThan(SIGNIFICANT);
    assertThat(own.stream().filter(v -> v <= target).count())
        .isGreaterThanOrEqualTo(enough(seeds()));
  }

  /**
   * The valley of Branin's function cut through by a constraint that forbids half of the space; one
   * of its three lowest places is left. The same false-alarm rate as above.
   */
  @Test
  void isBetterThanRandomWhereHalfOfTheSpaceIsForbidden() {
    TestProblems.Problem half = TestProblems.halved(TestProblems.branin());
    List<Double> own = best(create(), half, seeds(), budget());
    List<Double> random = best(new RandomStrategy(), half, RANDOM_SEEDS, budget());
    assertThat(MannWhitney.score(own, random)).isGreaterThan(SIGNIFICANT);
  }

  /** The smallest k that a binomial variable of n draws at 0.4 reaches with less than 2·10⁻⁴. */
  private static int enough(int n) {
    double term = Math.pow(0.4, n);
    double tail = 0;
    int k = n;
    while (tail + term < 2e-4) {
      tail += term;
      term *= 1.5 * k / (n - k + 1);
      k--;
    }
    if (k == n) {
      throw new IllegalStateException("from " + n + " seeds nothing can be told");
    }
    return k + 1;
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
