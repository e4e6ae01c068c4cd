package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.search.finalist.FinalistPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoBudgetTest {

  private static final Duration AT_ONCE = Duration.ZERO;

  @ParameterizedTest
  @ValueSource(ints = {30, 60, 119, 120, 900, 3_600, 36_000, 3_600_000})
  void startSearchAndEndFitIntoTheTime(int seconds) {
    Duration asked = Duration.ofSeconds(seconds);
    AutoBudget budget = new AutoBudget(asked);
    assertThat(budget.search().plusSeconds(7)).isLessThanOrEqualTo(asked);
    assertThat(budget.search()).isGreaterThan(asked.dividedBy(2));
    if (seconds >= 900) { // What is kept for the end is of no weight then.
      assertThat(budget.search().toSeconds()).isGreaterThan(seconds * 95L / 100);
    }
    for (int passed : new int[] {0, 1, 2, 5, 20}) {
      Duration search = budget.searchAfter(Duration.ofSeconds(passed));
      assertThat(search).isPositive().isLessThanOrEqualTo(budget.search());
      assertThat(search.plusSeconds(passed + 3)).isLessThanOrEqualTo(asked);
    }
  }

  @Test
  void aSlowStartLeavesMoreForTheEnd() {
    AutoBudget budget = new AutoBudget(Duration.ofSeconds(100)); // The end: 5 s + 2 s.
    assertThat(budget.searchAfter(AT_ONCE)).isEqualTo(Duration.ofSeconds(90));
    assertThat(budget.searchAfter(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(90));
    assertThat(budget.searchAfter(Duration.ofSeconds(6))).isEqualTo(Duration.ofSeconds(80));
    assertThat(budget.searchAfter(Duration.ofSeconds(70))).isEqualTo(Duration.ofSeconds(10));
    assertThat(budget.searchAfter(Duration.ofSeconds(200))).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 64})
  void theFinalistsFitIntoHalfOfTheSearchHoweverLongTrialsAre(int workers) {
    AutoBudget budget = new AutoBudget(Duration.ofMinutes(15));
    FinalistPlan plan = budget.finalists();
    double trial = budget.trial(workers).toSeconds();
    double bound = // Graham 1969, and a tenth.
        1.1 * (trial * plan.top() * plan.seeds() / workers + trial * (workers - 1) / workers);
    assertThat(bound).isLessThanOrEqualTo(budget.search().toSeconds() / 2.0);
    assertThat(trial).isGreaterThanOrEqualTo(5);
  }

  @Test
  void aShortSearchHasFewerFinalistsAndTrialsThatAreWorthTheName() {
    AutoBudget budget = new AutoBudget(AutoBudget.LEAST);
    assertThat(budget.finalists()).isEqualTo(new FinalistPlan(2, 2, 10, false));
    assertThat(budget.trial(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(new AutoBudget(Duration.ofMinutes(3)).trial(2)).isEqualTo(Duration.ofSeconds(30));
    assertThat(new AutoBudget(Duration.ofMinutes(10)).finalists())
        .isEqualTo(new FinalistPlan(3, 3, 10, false));
  }

  @Test
  void tooLittleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AutoBudget(Duration.ofSeconds(29)))
        .withMessage("the budget is 29 s; it should be at least 30");
  }
}
