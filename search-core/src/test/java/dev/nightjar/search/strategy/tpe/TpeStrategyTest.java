package dev.nightjar.search.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.ConvergenceContract;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TpeStrategyTest extends ConvergenceContract {

  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.linear("x", -10, 10));

  @Override
  protected Strategy create() {
    return new TpeStrategy();
  }

  @Test
  void tenRandomTrialsThenTheModel() {
    TestProblems.Problem problem = TestProblems.hartmann6();
    List<Trial> trials =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 1)
            .run(create(), 40)
            .trials();
    assertThat(trials.subList(0, 10)).allMatch(t -> t.spec().origin().equals("random"));
    assertThat(trials.subList(10, 40))
        .allMatch(t -> t.spec().origin().matches("tpe: log l/g -?\\d+\\.\\d\\d"));
  }

  /** Good around 0; the rest is spread evenly over the range. */
  private static SimulatedStudy line() {
    SimulatedStudy study = SimulatedStudy.minimizing(LINE, c -> Math.abs(c.number("x")), 1);
    for (int i = 0; i < 41; i++) {
      study.add(at(-10 + i / 2.0), SimulatedStudy.completed(Math.abs(-10 + i / 2.0)));
    }
    return study;
  }

  private static Configuration at(double x) {
    return new Configuration(Map.of("x", x));
  }

  private static long above(History history, double x) {
    return IntStream.range(0, 200)
        .mapToObj(i -> new TpeStrategy().suggest(history, Seeds.ofSuggestion(3, i)))
        .map(suggestion -> suggestion.map(Suggestion::configuration).orElseThrow())
        .filter(c -> c.number("x") > x)
        .count();
  }

  /**
   * With the good trials symmetric about 0, half of 200 suggestions are above it. Were failures
   * unknown, not bad, that would stay so: fewer than 60 would have a chance below 10⁻⁸.
   */
  @Test
  void failuresCountAsBadNotAsUnknown() {
    SimulatedStudy study = line();
    assertThat(above(study.history(), 0)).isBetween(60L, 140L);
    for (int i = 0; i < 10; i++) {
      study.add(at(0.3 + i / 10.0), new Outcome.Failed("diverged at epoch 2"));
    }
    assertThat(above(study.history(), 0)).isLessThan(60);
  }

  /** The same of running trials, the constant liar; the same false-alarm rate. */
  @Test
  void runningTrialsPushOthersAway() {
    SimulatedStudy study = line();
    for (int i = 0; i < 10; i++) {
      study.open(new Suggestion(at(0.3 + i / 10.0), "given"));
    }
    assertThat(above(study.history(), 0)).isLessThan(60);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new TpeSettings(0, 24, 0.1, 25, 1, 0.4, 0.01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("startupTrials is 0.0 but must be at least 1");
    assertThatThrownBy(() -> new TpeSettings(10, 24, 1.0, 25, 1, 0.4, 0.01))
        .hasMessageContaining("goodFraction");
    assertThatThrownBy(() -> new TpeSettings(10, 24, 0.1, 25, 1, Double.NaN, 0.01))
        .hasMessageContaining("bandwidth");
  }
}
