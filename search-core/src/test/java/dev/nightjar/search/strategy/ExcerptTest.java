package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  private static final SearchSpace SPACE = SearchSpace.of(FloatParameter.linear("x", 0, 1e6));

  private static TrialLedger history(
      Criterion criterion, int trials, IntFunction<Outcome> outcomes) {
    return history(List.of(criterion), trials, outcomes);
  }

  private static TrialLedger history(
      List<Criterion> criteria, int trials, IntFunction<Outcome> outcomes) {
    TrialLedger ledger = new TrialLedger(SPACE, criteria);
    for (int n = 0; n < trials; n++) {
      TrialSpec spec =
          new TrialSpec(
              n, 1, TrialRole.SEARCH, "test", new Configuration(Map.of("x", (double) n)), n);
      ledger.put(
          Trial.running(spec, Instant.EPOCH)
              .ended(outcomes.apply(n), Instant.EPOCH, Duration.ZERO, Optional.empty()));
    }
    return ledger;
  }

  private static Outcome completed(double... values) {
    return new Outcome.Completed(
        Arrays.stream(values).boxed().toList(), Map.of(), OptionalInt.empty());
  }

  private static List<Integer> completed(History history) {
    return history.completed().stream().map(f -> f.trial().number()).toList();
  }

  @Test
  void aShortHistoryIsLeftAsItIs() {
    History history = history(Criterion.minimize("loss"), Excerpt.MOST, n -> completed((double) n));
    assertThat(Excerpt.of(history)).isSameAs(history);
  }

  @Test
  void theBestAndTheNewestAreKeptInTheirOrder() {
    int half = Excerpt.MOST / 2;
    int trials = 5 * Excerpt.MOST;
    // The best are those in the middle.
    History history =
        history(
            Criterion.maximize("accuracy"),
            trials,
            n -> completed(-Math.abs(n - trials / 2.0 + 0.5)));
    History excerpt = Excerpt.of(history);
    assertThat(completed(excerpt))
        .containsExactlyElementsOf(
            IntStream.concat(
                    IntStream.range(trials / 2 - half / 2, trials / 2 + half / 2),
                    IntStream.range(trials - half, trials))
                .boxed()
                .toList());
    assertThat(excerpt.size()).isEqualTo(trials);
    assertThat(excerpt.tried(new Configuration(Map.of("x", 1.0)))).isTrue();
  }

  @Test
  void equalTrialsDoNotMakeItLonger() {
    History history = history(Criterion.minimize("loss"), 3 * Excerpt.MOST, n -> completed(1.0));
    assertThat(completed(Excerpt.of(history))).hasSize(Excerpt.MOST).doesNotHaveDuplicates();
  }

  @Test
  void ofOthersTheNewestAreKept() {
    int trials = 9 * Excerpt.MOST;
    History history =
        history(
            Criterion.minimize("loss"),
            trials,
            n ->
                switch (n % 3) {
                  case 0 -> new Outcome.Pruned("p");
                  case 1 -> new Outcome.Failed("f");
                  default -> completed(n);
                });
    History excerpt = Excerpt.of(history);
    assertThat(excerpt.completed()).hasSize(Excerpt.MOST);
    assertThat(excerpt.pruned()).hasSize(Excerpt.MOST / 2);
    assertThat(excerpt.failed()).hasSize(Excerpt.MOST / 4);
    assertThat(excerpt.failed().get(Excerpt.MOST / 4 - 1).trial().number()).isEqualTo(trials - 2);
  }

  @Test
  void ofSeveralCriteriaTheFrontIsKept() {
    int trials = 5 * Excerpt.MOST;
    // The first hundred trade one criterion for the other; those that follow are worse by both.
    History history =
        history(
            List.of(Criterion.minimize("loss"), Criterion.maximize("speed")),
            trials,
            n -> completed(n < 100 ? n : 200.0 + n, n < 100 ? n : -1.0));
    assertThat(completed(Excerpt.of(history)))
        .containsExactlyElementsOf(
            IntStream.concat(
                    IntStream.range(0, 100), IntStream.range(trials - Excerpt.MOST + 100, trials))
                .boxed()
                .toList());
  }

  @Test
  void aLargeFrontLeavesRoomForTheNewest() {
    int trials = 5 * Excerpt.MOST;
    History history =
        history(
            List.of(Criterion.minimize("loss"), Criterion.minimize("time")),
            trials,
            n -> completed(n, -n));
    assertThat(completed(Excerpt.of(history)))
        .containsExactlyElementsOf(IntStream.range(trials - Excerpt.MOST, trials).boxed().toList());
  }
}
