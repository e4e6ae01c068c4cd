package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AskTellTest {

  private static final SearchSpace SPACE =
      SearchSpace.of(FloatParameter.linear("x", -5, 10), FloatParameter.log("y", 1, 100));

  private static final Criterion LOSS = Criterion.minimize("loss");

  private final SimulatedClock clock = new SimulatedClock();

  private AskTell search(SearchSpace space, Strategy strategy, Pruner pruner, Criterion... of) {
    return new AskTell(space, List.of(of), strategy, pruner, 3, clock);
  }

  private AskTell search() {
    return search(SPACE, new PortfolioStrategy(), Pruner.NONE, LOSS);
  }

  private static double square(Trial trial) {
    return Math.pow(trial.configuration().number("x") - 1, 2)
        + Math.log(trial.configuration().number("y"));
  }

  private static void tell(AskTell search, Trial trial) {
    search.tell(trial.number(), search.completed(List.of(square(trial))));
  }

  private static void refuses(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(RefusedException.class).hasMessage(message);
  }

  @Test
  void theSameAnswersGiveTheSameSuggestions() {
    AskTell one = search();
    AskTell other = search();
    for (int i = 0; i < 30; i++) {
      tell(one, one.ask().orElseThrow());
      clock.advance(0.001);
    }
    for (int i = 0; i < 30; i++) {
      tell(other, other.ask().orElseThrow());
    }
    assertThat(other.trials().stream().map(Trial::configuration))
        .containsExactlyElementsOf(one.trials().stream().map(Trial::configuration).toList());
    assertThat(one.trials().stream().map(Trial::number)).startsWith(0, 1, 2).hasSize(30);
  }

  @Test
  void openTrialsAreKnownAndNotSuggestedAgain() {
    AskTell search = search();
    for (int i = 0; i < 20; i++) {
      tell(search, search.ask().orElseThrow());
    }
    List<Configuration> open =
        Stream.generate(() -> search.ask().orElseThrow().configuration()).limit(8).toList();
    assertThat(open).doesNotHaveDuplicates();
    assertThat(search.history().running()).hasSize(8);
  }

  @Test
  void saysThatASpaceIsUsedUp() {
    AskTell search =
        search(
            SearchSpace.of(CategoricalParameter.of("c", 1, 2)),
            new RandomStrategy(),
            Pruner.NONE,
            LOSS);
    assertThat(Stream.generate(search::ask).limit(4).map(Optional::isPresent))
        .containsExactly(true, true, false, false);
  }

  @Test
  void keepsWhatWasReportedAndWhatThePrunerSaid() {
    Pruner pruner =
        (trial, history) ->
            trial.last("loss").getAsDouble() == 2 ? new Decision.Stop("two") : Decision.CONTINUE;
    AskTell search = search(SPACE, new RandomStrategy(), pruner, LOSS);
    search.ask();
    clock.advance(3);
    assertThat(search.report(0, 1, 3)).isEqualTo(Decision.CONTINUE);
    clock.advance(4);
    assertThat(search.report(0, 5, 2)).isEqualTo(new Decision.Stop("two"));
    assertThat(search.report(0, 6, 1)).isEqualTo(new Decision.Stop("two"));
    Trial ended = search.tell(0, search.pruned(0));
    assertThat(ended.outcome()).contains(new Outcome.Pruned("two"));
    assertThat(ended.epochs()).extracting(e -> e.epoch()).containsExactly(1, 5, 6);
    assertThat(ended.epochs()).extracting(e -> e.seconds()).containsExactly(3.0, 4.0, 0.0);
    assertThat(ended.times().duration()).isEqualTo(Duration.ofSeconds(7));
    assertThat(search.history().pruned()).extracting(Finished::trial).containsExactly(ended);
  }

  @Test
  void aTrialIsEndedAsItsRunnerSays() {
    AskTell search = search(SPACE, new RandomStrategy(), (t, h) -> new Decision.Stop("no"), LOSS);
    search.ask();
    search.ask();
    search.report(0, 1, 9);
    assertThat(search.tell(0, search.completed(List.of(4.0))).state())
        .isEqualTo(TrialState.COMPLETED);
    assertThat(search.tell(1, search.pruned(1)).outcome())
        .contains(new Outcome.Pruned("stopped by whoever ran it"));
  }

  @Test
  void learnsFromWhatWasRunElsewhere() {
    AskTell first = search();
    for (int i = 0; i < 25; i++) {
      tell(first, first.ask().orElseThrow());
    }
    AskTell second = search();
    for (Trial trial : first.trials()) {
      Trial added = second.add(trial.configuration(), trial.outcome().orElseThrow());
      assertThat(added.number()).isEqualTo(trial.number());
    }
    assertThat(second.ask().map(Trial::configuration))
        .isEqualTo(first.ask().map(Trial::configuration));
  }

  @Test
  void knowsWhenTheTargetIsReached() {
    AskTell search =
        search(
            SPACE,
            new RandomStrategy(),
            Pruner.NONE,
            new Criterion("score", Goal.MAXIMIZE, OptionalDouble.of(0.5)),
            LOSS);
    search.ask();
    search.ask();
    search.tell(0, search.completed(List.of(0.4, 1.0)));
    assertThat(search.targetReached()).isFalse();
    search.tell(1, search.completed(List.of(0.5, 1.0)));
    assertThat(search.targetReached()).isTrue();
    assertThat(search.trials().get(1).completed().orElseThrow().metrics())
        .isEqualTo(Map.of("score", 0.5, "loss", 1.0));
  }

  @Test
  void refusesWhatCannotBeAndChangesNothing() {
    AskTell search = search();
    refuses("there is no trial 0 yet; ask first", () -> search.report(0, 1, 1));
    search.ask();
    search.ask();
    search.report(0, 2, 1.5);
    tell(search, search.trials().get(1));
    List<Trial> before = List.copyOf(search.trials());
    refuses("there is no trial 2; there are 0 to 1", () -> search.tell(2, search.pruned(2)));
    refuses("there is no trial -1; there are 0 to 1", () -> search.report(-1, 1, 1));
    refuses("trial 1 has ended: it was told as completed", () -> search.report(1, 3, 1));
    refuses("trial 1 has ended: it was told as completed", () -> tell(search, before.get(1)));
    refuses("step 0 of trial 0 comes after step 2; steps must grow", () -> search.report(0, 0, 1));
    refuses("step 2 of trial 0 comes after step 2; steps must grow", () -> search.report(0, 2, 1));
    refuses("a value must be finite, not NaN", () -> search.report(0, 3, Double.NaN));
    refuses(
        "a value must be finite, not -Infinity",
        () -> search.completed(List.of(Double.NEGATIVE_INFINITY)));
    refuses(
        "a trial of this search has one value for each of [loss], not 2",
        () -> search.completed(List.of(1.0, 2.0)));
    Outcome two = new Outcome.Completed(List.of(1.0, 2.0), Map.of(), OptionalInt.empty());
    refuses(
        "a trial of this search has one value for each of [loss], not 2",
        () -> search.tell(0, two));
    refuses(
        "a trial of this search has one value for each of [loss], not 2",
        () -> search.add(before.get(0).configuration(), two));
    assertThatThrownBy(() -> search.add(new Configuration(Map.of("x", 1.0)), search.pruned(0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("{x=1.0} is no configuration of");
    assertThat(search.trials()).isEqualTo(before);
    assertThat(search.history().size()).isEqualTo(2);
    assertThat(search.history().running()).containsExactly(before.get(0));
  }

  @Test
  void aFirstStepMayNotBeZero() {
    AskTell search = search();
    search.ask();
    refuses("step 0 of trial 0 is too small; steps count from 1", () -> search.report(0, 0, 1));
  }
}
