package dev.nightjar.search.strategy.genetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.ConvergenceContract;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GeneticStrategyTest extends ConvergenceContract {

  @Override
  protected Strategy create() {
    return new GeneticStrategy();
  }

  @Test
  void theFirstPopulationIsRandomAndTheRestHaveParents() {
    TestProblems.Problem problem = TestProblems.hartmann6();
    List<Trial> trials =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 1)
            .run(create(), 60)
            .trials();
    assertThat(trials.subList(0, 16)).allMatch(t -> t.spec().origin().equals("random"));
    assertThat(trials.subList(16, 60))
        .allMatch(t -> t.spec().origin().matches("genetic: child of \\d+ and \\d+"));
  }

  /** The branch is missing in most parents; children that enter it must have values there. */
  @Test
  void entersABranchThatNoParentHas() {
    SearchSpace space =
        SearchSpace.of(
            IntParameter.linear("layers", 1, 40),
            new FloatParameter("dropout", 0.2, 0.5, false, Optional.of(Condition.on("layers", 1))));
    SimulatedStudy study =
        SimulatedStudy.minimizing(
            space, c -> c.has("dropout") ? -1 - c.number("dropout") : c.integer("layers"), 2);
    study.run(create(), 200);
    assertThat(study.best()).isLessThan(-1.45);
  }

  /** However old they are. */
  @Test
  void parentsAreAmongTheBestOfALongHistory() {
    FloatParameter x = FloatParameter.linear("x", 0, 1e6);
    TrialLedger ledger = new TrialLedger(SearchSpace.of(x), List.of(Criterion.minimize("value")));
    for (int n = 0; n < 5000; n++) {
      Outcome outcome =
          new Outcome.Completed(List.of(Math.abs(n - 700.25)), Map.of(), OptionalInt.empty());
      TrialSpec spec =
          new TrialSpec(
              n, 1, TrialRole.SEARCH, "test", new Configuration(Map.of("x", (double) n)), n);
      ledger.put(
          Trial.running(spec, Instant.EPOCH)
              .ended(outcome, Instant.EPOCH, Duration.ZERO, Optional.empty()));
    }
    for (int seed = 0; seed < 20; seed++) {
      String origin = create().suggest(ledger, new SplittableRandom(seed)).orElseThrow().origin();
      Matcher parents = Pattern.compile("genetic: child of (\\d+) and (\\d+)").matcher(origin);
      assertThat(parents.matches()).as(origin).isTrue();
      assertThat(List.of(Integer.valueOf(parents.group(1)), Integer.valueOf(parents.group(2))))
          .allMatch(number -> number > 690 && number < 710);
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new GeneticSettings(1, 3, 0.8, 0.3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("population is 1.0 but must be at least 2");
    assertThatThrownBy(() -> new GeneticSettings(16, 3, 1.5, 0.3)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> new GeneticSettings(16, 3, 0.8, Double.NaN))
        .hasMessageContaining("mutation");
  }
}
