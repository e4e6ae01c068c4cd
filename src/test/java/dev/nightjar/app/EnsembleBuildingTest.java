package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.app.EnsembleBuilding.Choice;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.zoo.task.BuiltEnsemble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which networks are the model, once some were chosen. */
class EnsembleBuildingTest {

  private static final Criterion LOSS = Criterion.minimize("validation.loss");
  private static final Criterion ACCURACY = Criterion.maximize("validation.accuracy");

  private static Trial trial(int number, Criterion criterion, double value) {
    TrialSpec spec =
        new TrialSpec(
            number, 1, TrialRole.SEARCH, "random", new Configuration(Map.of("x", number)), 7);
    Map<String, Double> metrics = Map.of(criterion.metric(), value);
    return Trial.running(spec, Instant.EPOCH)
        .ended(
            new Outcome.Completed(List.of(value), metrics, OptionalInt.of(1)),
            Instant.EPOCH,
            Duration.ofSeconds(1),
            Optional.empty());
  }

  private static BuiltEnsemble built(Criterion criterion, double value, Integer... weights) {
    return new BuiltEnsemble(List.of(weights), Map.of(criterion.metric(), value), new byte[0]);
  }

  @Test
  void severalAreTheModelIfTheyAreBetterThanTheBestAlone() {
    List<Trial> offered = List.of(trial(4, LOSS, 0.5), trial(2, LOSS, 0.6), trial(9, LOSS, 0.7));
    Choice choice =
        EnsembleBuilding.choose(LOSS, offered.get(0), offered, built(LOSS, 0.4, 2, 0, 1));
    assertThat(choice.together()).isTrue();
    assertThat(choice.value()).isEqualTo(0.4);
    assertThat(choice.single()).isEqualTo(0.5);
    assertThat(choice.members())
        .containsExactly(new Ensemble.Member(4, 2, 0.5), new Ensemble.Member(9, 1, 0.7));
  }

  @Test
  void theWinnerIsTheModelIfNothingIsBetterThanItsNetwork() {
    List<Trial> offered = List.of(trial(4, LOSS, 0.5), trial(2, LOSS, 0.6));
    for (BuiltEnsemble built : List.of(built(LOSS, 0.5, 3, 0), built(LOSS, 0.5, 1, 1))) {
      Choice choice = EnsembleBuilding.choose(LOSS, offered.get(0), offered, built);
      assertThat(choice.used()).isFalse();
    }
  }

  @Test
  void theBestAloneIsTheModelIfTheWinnersNetworkIsNot() {
    Trial winner = trial(2, LOSS, 0.6);
    List<Trial> offered = List.of(trial(4, LOSS, 0.5), winner);
    for (BuiltEnsemble built : List.of(built(LOSS, 0.5, 3, 0), built(LOSS, 0.55, 1, 1))) {
      Choice choice = EnsembleBuilding.choose(LOSS, winner, offered, built);
      assertThat(choice.used()).isTrue();
      assertThat(choice.together()).isFalse();
      assertThat(choice.value()).isEqualTo(0.5);
      assertThat(choice.members()).containsExactly(new Ensemble.Member(4, 1, 0.5));
    }
  }

  @Test
  void theObjectiveDecidesInItsOwnDirection() {
    Trial winner = trial(2, ACCURACY, 0.8);
    List<Trial> offered = List.of(trial(4, ACCURACY, 0.9), winner);
    assertThat(
            EnsembleBuilding.choose(ACCURACY, winner, offered, built(ACCURACY, 0.95, 1, 1))
                .together())
        .isTrue();
    Choice alone = EnsembleBuilding.choose(ACCURACY, winner, offered, built(ACCURACY, 0.85, 1, 1));
    assertThat(alone.members()).containsExactly(new Ensemble.Member(4, 1, 0.9));
  }

  @Test
  void anObjectiveThatThoseTogetherLackLeavesThemOut() {
    List<Trial> offered = List.of(trial(4, LOSS, 0.5), trial(2, LOSS, 0.6));
    BuiltEnsemble without = new BuiltEnsemble(List.of(1, 1), Map.of(), new byte[0]);
    assertThat(EnsembleBuilding.choose(LOSS, offered.get(0), offered, without).used()).isFalse();
  }
}
