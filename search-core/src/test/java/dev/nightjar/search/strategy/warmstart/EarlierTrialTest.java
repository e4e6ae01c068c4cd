package dev.nightjar.search.strategy.warmstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
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
import org.junit.jupiter.api.Test;

class EarlierTrialTest {

  private static final Criterion LOSS = Criterion.minimize("validation.loss");
  private static final Criterion ACCURACY = Criterion.maximize("validation.accuracy");

  private static Trial running(int number) {
    return Trial.running(
        new TrialSpec(
            number, 1, TrialRole.SEARCH, "random", new Configuration(Map.of("x", number)), 0),
        Instant.EPOCH);
  }

  private static Trial ended(Trial trial, Outcome outcome) {
    return trial.ended(outcome, Instant.EPOCH, Duration.ZERO, Optional.empty());
  }

  private static Trial completed(int number, double loss, Map<String, Double> metrics) {
    return ended(
        running(number), new Outcome.Completed(List.of(loss), metrics, OptionalInt.empty()));
  }

  private static List<EarlierTrial> of(List<Trial> trials, Criterion... criteria) {
    return EarlierTrial.of(trials, List.of(LOSS), Map.of("fixed", 7L), List.of(criteria));
  }

  @Test
  void hasWhatWasSearchedAndWhatWasFixed() {
    assertThat(of(List.of(completed(3, 0.5, Map.of())), LOSS))
        .containsExactly(new EarlierTrial(Map.of("x", 3L, "fixed", 7L), List.of(0.5)));
  }

  @Test
  void takesAnyMetricThatTheTrialsHave() {
    List<Trial> trials =
        List.of(
            completed(0, 0.5, Map.of("validation.accuracy", 0.9)),
            completed(1, 0.4, Map.of()),
            completed(2, 0.3, Map.of("validation.accuracy", Double.NaN)));
    assertThat(of(trials, ACCURACY))
        .extracting(EarlierTrial::results)
        .containsExactly(List.of(0.9));
    assertThat(of(trials, LOSS, ACCURACY))
        .extracting(EarlierTrial::results)
        .containsExactly(List.of(0.5, 0.9));
  }

  @Test
  void aPrunedTrialCountsWithTheBestItHadReached() {
    Trial pruned =
        ended(
            running(0)
                .reporting(new EpochReport(1, Map.of("validation.loss", 0.8), 1), Optional.empty())
                .reporting(new EpochReport(2, Map.of("validation.loss", 0.9), 1), Optional.empty()),
            new Outcome.Pruned("worse"));
    assertThat(of(List.of(pruned), LOSS))
        .extracting(EarlierTrial::results)
        .containsExactly(List.of(0.8));
    assertThat(of(List.of(pruned), LOSS, ACCURACY)).isEmpty();
  }

  @Test
  void learnsNothingFromTrialsThatFailedOrRun() {
    assertThat(of(List.of(ended(running(0), new Outcome.Failed("no")), running(1)), LOSS))
        .isEmpty();
  }
}
