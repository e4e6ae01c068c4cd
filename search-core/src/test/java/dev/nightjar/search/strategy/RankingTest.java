package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static final SearchSpace SPACE = SearchSpace.of(FloatParameter.linear("x", 0, 1));

  private static TrialLedger history(Criterion criterion) {
    TrialLedger history = new TrialLedger(SPACE, List.of(criterion));
    put(history, 0, new Outcome.Failed("diverged at epoch 1"));
    put(history, 1, SimulatedStudy.completed(2), 2);
    put(history, 2, new Outcome.Pruned("slow"), 0.1, 0.2);
    put(history, 3, SimulatedStudy.completed(1), 1);
    put(history, 4, new Outcome.Pruned("slow"), 9, 9, 5);
    put(history, 5, new Outcome.Pruned("slow"), 9, 9, 4);
    put(history, 6, new Outcome.Pruned("slow"), 9, 9, Double.NaN);
    put(history, 7, new Outcome.Pruned("no time"));
    put(history, 8, SimulatedStudy.completed(2), 2);
    return history;
  }

  private static void put(TrialLedger history, int number, Outcome outcome, double... values) {
    List<EpochReport> epochs = new ArrayList<>();
    for (double value : values) {
      epochs.add(new EpochReport(epochs.size() + 1, Map.of("value", value), 1));
    }
    history.put(
        new Trial(
            new TrialSpec(
                number,
                1,
                TrialRole.SEARCH,
                "given",
                SPACE.decode(new double[] {number / 10.0}),
                0),
            outcome.state(),
            epochs,
            Optional.of(outcome),
            TrialTimes.startedAt(Instant.EPOCH),
            Optional.empty()));
  }

  private static List<Integer> order(Criterion criterion) {
    return Ranking.of(history(criterion)).bestFirst().stream().map(Trial::number).toList();
  }

  @Test
  void completedThenPrunedByHowFarTheyCameThenFailed() {
    assertThat(order(Criterion.minimize("value"))).containsExactly(3, 1, 8, 5, 4, 6, 2, 7, 0);
  }

  @Test
  void followsTheGoal() {
    assertThat(order(Criterion.maximize("value"))).containsExactly(1, 8, 3, 4, 5, 6, 2, 7, 0);
  }

  @Test
  void tellsFailedFromEvaluated() {
    Ranking ranking = Ranking.of(history(Criterion.minimize("value")));
    assertThat(ranking.size()).isEqualTo(9);
    assertThat(ranking.evaluated()).hasSize(8);
    assertThat(ranking.failed()).hasSize(1);
  }
}
