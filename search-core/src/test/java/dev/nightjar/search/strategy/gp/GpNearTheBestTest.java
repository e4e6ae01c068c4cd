package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.StrategyContract;
import dev.nightjar.search.strategy.TestProblems;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** It goes on where it is good, so nothing is promised of where it ends. */
class GpNearTheBestTest extends StrategyContract {

  @Override
  protected Strategy create() {
    return new GpStrategy(Region.NEAR_THE_BEST);
  }

  @Override
  protected int trials() {
    return 16;
  }

  @Override
  protected int repeats() {
    return 1;
  }

  /**
   * A coordinate may be moved by gradient and by some twenty random steps of at most 0.05, and the
   * best trial of the process need not be the best there was; half the range is far.
   */
  @Test
  void staysNearTheBestTrial() {
    TestProblems.Problem problem = TestProblems.hartmann6();
    SimulatedStudy study =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 5).run(new GpStrategy(), 40);
    double best = study.best();
    Configuration centre =
        study.configurations().stream()
            .filter(c -> problem.function().applyAsDouble(c) == best)
            .findFirst()
            .orElseThrow();
    Configuration next =
        create().suggest(study.history(), Seeds.ofSuggestion(5, 40)).orElseThrow().configuration();
    double[] from = problem.space().encode(centre);
    double[] to = problem.space().encode(next);
    Arrays.setAll(to, d -> Math.abs(to[d] - from[d]));
    assertThat(Arrays.stream(to).max().orElseThrow()).isLessThan(0.5);
  }
}
