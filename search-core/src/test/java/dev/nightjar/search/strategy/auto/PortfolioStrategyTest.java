package dev.nightjar.search.strategy.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.strategy.ConvergenceContract;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortfolioStrategyTest extends ConvergenceContract {

  @Override
  protected Strategy create() {
    return new PortfolioStrategy();
  }

  @Override
  protected int trials() {
    return 16;
  }

  @Override
  protected int repeats() {
    return 1;
  }

  @Override
  protected int seeds() {
    return 10;
  }

  @Override
  protected int budget() {
    return 50;
  }

  @Test
  void membersTakeTurns() {
    TestProblems.Problem problem = TestProblems.hartmann6();
    List<Trial> trials =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 1)
            .run(create(), 30)
            .trials();
    assertThat(origins(trials.subList(0, 8))).containsOnly("random");
    assertThat(origins(trials.subList(8, 18)))
        .containsExactly(
            "gp near the best",
            "gp",
            "tpe",
            "gp near the best",
            "gp",
            "tpe",
            "gp near the best",
            "gp",
            "tpe",
            "gp near the best");
  }

  /** With three workers eight trials completed when number 10, the estimator's, is suggested. */
  @Test
  void theProcessSpeaksForTheEstimatorUntilTenTrialsCompleted() {
    TestProblems.Problem problem = TestProblems.hartmann6();
    SimulatedStudy study = SimulatedStudy.minimizing(problem.space(), problem.function(), 1);
    study.run(this::create, 11, 3);
    assertThat(origins(study.trials().subList(10, 11))).containsExactly("gp");
  }

  private static List<String> origins(List<Trial> trials) {
    return trials.stream().map(t -> t.spec().origin().split(":", 2)[0]).toList();
  }
}
