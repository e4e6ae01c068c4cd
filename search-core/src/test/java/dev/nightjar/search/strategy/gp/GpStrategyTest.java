package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.ConvergenceContract;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpStrategyTest extends ConvergenceContract {

  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.linear("x", -10, 10));

  @Override
  protected Strategy create() {
    return new GpStrategy();
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
    return 60;
  }

  @Test
  void eightRandomTrialsThenTheModel() {
    List<Trial> trials = hartmann(create(), 20);
    assertThat(trials.subList(0, 8)).allMatch(t -> t.spec().origin().equals("random"));
    assertThat(trials.subList(8, 20))
        .allMatch(t -> t.spec().origin().matches("gp: log-EI -?\\d+\\.\\d\\d"));
  }

  @Test
  void saysThatItStaysNearTheBest() {
    assertThat(hartmann(new GpStrategy(Region.NEAR_THE_BEST), 12).subList(8, 12))
        .allMatch(t -> t.spec().origin().matches("gp near the best: log-EI -?\\d+\\.\\d\\d"));
  }

  private static List<Trial> hartmann(Strategy strategy, int count) {
    TestProblems.Problem problem = TestProblems.hartmann6();
    return SimulatedStudy.minimizing(problem.space(), problem.function(), 1)
        .run(strategy, count)
        .trials();
  }

  /** A parabola is known from a dozen points; what is left to gain lies at its foot. */
  @Test
  void goesToTheFootOfAParabola() {
    assertThat(next(parabola())).isBetween(1.5, 2.5);
  }

  private static SimulatedStudy parabola() {
    SimulatedStudy study = SimulatedStudy.minimizing(LINE, c -> 0, 1);
    for (int i = 0; i < 12; i++) {
      double x = -9 + 1.6 * i;
      study.add(at(x), SimulatedStudy.completed((x - 2) * (x - 2)));
    }
    return study;
  }

  private static double next(SimulatedStudy study) {
    return new GpStrategy()
        .suggest(study.history(), Seeds.ofSuggestion(3, study.history().size()))
        .orElseThrow()
        .configuration()
        .number("x");
  }

  private static Configuration at(double x) {
    return new Configuration(Map.of("x", x));
  }

  /** Each is believed to have ended as foreseen, which leaves less to gain beside it. */
  @Test
  void runningTrialsPushOthersAway() {
    SimulatedStudy study = parabola();
    double first = next(study);
    study.open(new Suggestion(at(first), "given"));
    assertThat(Math.abs(next(study) - first)).isGreaterThan(1e-3);
  }

  /** More trials than a process is made of: the best half and the newest are enough. */
  @Test
  void goesOnWithMoreTrialsThanItKeeps() {
    SimulatedStudy study = SimulatedStudy.minimizing(LINE, c -> 0, 1);
    for (int i = 0; i < Observations.MOST + 20; i++) {
      double x = -10 + 19.9 * i / (Observations.MOST + 20);
      study.add(at(x), SimulatedStudy.completed((x - 2) * (x - 2)));
    }
    assertThat(next(study)).isBetween(1.9, 2.1);
  }

  @Test
  void copesWithTheLargestValues() {
    SimulatedStudy study = SimulatedStudy.minimizing(LINE, c -> 0, 1);
    for (int i = 0; i < 12; i++) {
      double sign = i % 2 == 0 ? 1 : -1;
      study.add(at(-9 + 1.5 * i), SimulatedStudy.completed(sign * Double.MAX_VALUE));
    }
    assertThat(next(study)).isBetween(-10.0, 10.0);
  }
}
