package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Configuration;
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
import org.junit.jupiter.api.Test;

class LeadersTest {

  private static Trial trial(int number, Outcome outcome) {
    TrialSpec spec =
        new TrialSpec(number, 1, TrialRole.SEARCH, "test", new Configuration(Map.of()), 1);
    return Trial.running(spec, Instant.EPOCH)
        .ended(outcome, Instant.EPOCH, Duration.ZERO, Optional.empty());
  }

  private static Trial trial(int number, double loss, double size) {
    return trial(number, new Outcome.Completed(List.of(loss, size), Map.of(), OptionalInt.empty()));
  }

  private static Leaders leaders(int keepModels) {
    return new Leaders(List.of(Criterion.minimize("loss"), Criterion.minimize("size")), keepModels);
  }

  @Test
  void theFrontsModelsAreKeptBeforeBetterFirstValuesOfOthers() {
    Leaders leaders = leaders(2);
    assertThat(leaders.add(trial(0, 0.5, 5))).isEmpty();
    assertThat(leaders.add(trial(1, 0.6, 9))).isEmpty(); // dominated, but there is room
    assertThat(leaders.add(trial(2, 0.9, 1))).map(Trial::number).hasValue(1);
    assertThat(leaders.add(trial(3, 0.6, 6))).map(Trial::number).hasValue(3);
    assertThat(leaders.front()).extracting(Trial::number).containsExactly(0, 2);
  }

  @Test
  void whoIsPushedOffTheFrontGivesItsPlace() {
    Leaders leaders = leaders(2);
    leaders.add(trial(0, 0.5, 5));
    leaders.add(trial(1, 0.9, 1));
    assertThat(leaders.add(trial(2, 0.4, 4))).map(Trial::number).hasValue(0);
    assertThat(leaders.front()).extracting(Trial::number).containsExactly(2, 1);
  }

  @Test
  void whoDidNotCompleteTakesNoPlaceAndNoneMayBeKept() {
    assertThat(leaders(1).add(trial(0, new Outcome.Failed("no")))).isEmpty();
    assertThat(leaders(0).add(trial(0, 1, 1))).map(Trial::number).hasValue(0);
  }
}
