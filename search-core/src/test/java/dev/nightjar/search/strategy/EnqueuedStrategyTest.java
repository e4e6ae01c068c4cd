package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnqueuedStrategyTest {

  private static final TestProblems.Problem PROBLEM = TestProblems.recurrent();
  private static final Configuration FIRST =
      new Configuration(Map.of("cell", "gru", "rate", 1e-3, "hidden", 64));
  private static final Configuration SECOND = new Configuration(Map.of("layers", 3));
  private static final List<Configuration> TWO = List.of(FIRST, SECOND);

  private static SimulatedStudy study() {
    return SimulatedStudy.minimizing(PROBLEM.space(), PROBLEM.function(), 3);
  }

  private static Strategy after(List<Configuration> configurations) {
    return new EnqueuedStrategy(configurations, new TpeStrategy());
  }

  private static void has(Configuration trial, Configuration given) {
    assertThat(trial.values()).containsAllEntriesOf(given.values());
  }

  @Test
  void triesThemInOrderAndThenSearches() {
    SimulatedStudy study = study().run(after(TWO), 20);
    has(study.configurations().get(0), FIRST);
    has(study.configurations().get(1), SECOND);
    assertThat(study.configurations()).allMatch(PROBLEM.space()::contains).doesNotHaveDuplicates();
    assertThat(study.trials().stream().map(t -> t.spec().origin().replaceAll(":.*", "")).toList())
        .startsWith("enqueued", "enqueued", "random")
        .endsWith("tpe");
  }

  @Test
  void doesNotWaitForThoseThatRun() {
    SimulatedStudy study = study().run(() -> after(TWO), 12, 4);
    assertThat(study.trials().stream().filter(t -> t.spec().origin().equals("enqueued")).count())
        .isEqualTo(2);
    has(study.configurations().get(1), SECOND);
  }

  @Test
  void continuesAsIfItHadNeverStopped() {
    assertThat(study().run(() -> after(TWO), 20, 1).trials())
        .isEqualTo(study().run(after(TWO), 20).trials());
  }

  @Test
  void whatIsNotNamedIsDrawnByTheSeed() {
    assertThat(
            List.of(1L, 2L, 3L, 4L).stream()
                .map(
                    seed ->
                        SimulatedStudy.minimizing(PROBLEM.space(), PROBLEM.function(), seed)
                            .run(after(List.of(FIRST)), 1)
                            .configurations()
                            .get(0))
                .collect(Collectors.toSet()))
        .hasSize(4);
  }

  @Test
  void whatIsAddedLaterIsTriedNext() {
    SimulatedStudy study = study().run(after(TWO), 15);
    Configuration third = new Configuration(Map.of("cell", "rnn", "layers", 3));
    study.run(after(List.of(FIRST, SECOND, third)), 2);
    has(study.configurations().get(15), third);
    assertThat(study.trials().get(15).spec().origin()).isEqualTo("enqueued");
    assertThat(study.trials().get(16).spec().origin()).startsWith("tpe");
  }

  /**
   * The first trial has the values of both: it is taken for the first, and the second still runs.
   */
  @Test
  void oneTrialCountsForOneConfiguration() {
    Configuration broad = new Configuration(Map.of("cell", "gru"));
    SimulatedStudy study = study().run(after(List.of(FIRST, broad)), 3);
    assertThat(study.trials().stream().map(t -> t.spec().origin()).toList())
        .containsExactly("enqueued", "enqueued", "random");
  }

  @Test
  void passesOverWhatWasTried() {
    SearchSpace space = TestProblems.sixtyFour().space();
    Configuration tried = space.enumerate().get(5);
    SimulatedStudy study =
        SimulatedStudy.minimizing(space, c -> 0, 1).add(tried, SimulatedStudy.completed(1));
    study.run(after(List.of(tried)), 100);
    assertThat(study.configurations()).hasSize(64).doesNotHaveDuplicates();
  }

  @Test
  void completesThemInsideTheConstraints() {
    Constraint constraint =
        Constraint.on(
            List.of("layers", "hidden"),
            "layers * hidden <= 60",
            c -> c.integer("layers") * c.integer("hidden") <= 60);
    SearchSpace space = PROBLEM.space().where(List.of(constraint));
    for (long seed = 0; seed < 20; seed++) {
      Configuration first =
          SimulatedStudy.minimizing(space, PROBLEM.function(), seed)
              .run(after(List.of(SECOND)), 1)
              .configurations()
              .get(0);
      assertThat(first.integer("hidden")).isBetween(16L, 20L);
    }
  }

  @Test
  void refusesWhatTheSpaceDoesNotHave() {
    assertThatThrownBy(
            () ->
                after(List.of(new Configuration(Map.of("width", 3))))
                    .suggest(study().history(), Seeds.ofSuggestion(1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no parameter width in this space");
    assertThatThrownBy(
            () ->
                after(List.of(new Configuration(Map.of("layers", 30))))
                    .suggest(study().history(), Seeds.ofSuggestion(1, 0)))
        .hasMessage("layers: 30 is not a value of this parameter; allowed is int in [1, 4]");
  }
}
