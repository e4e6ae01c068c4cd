package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.Studies;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewTest {

  private static Overview overview(Trial... trials) {
    FixedStorage storage =
        Studies.of(
            new SearchSpace(List.of(IntParameter.linear("x", 0, 99))),
            Criterion.minimize("validation.loss"),
            List.of(trials));
    return Overview.of(StudyView.load(storage, storage.study()));
  }

  private static Configuration at(int x) {
    return new Configuration(Map.of("x", x));
  }

  @Test
  void saysThatNothingHasHappened() {
    Overview overview = overview();

    assertThat(overview.winner()).isEmpty();
    assertThat(overview.verdict()).isEqualTo("No trial has started yet.");
    assertThat(overview.states()).isEmpty();
  }

  @Test
  void namesTheOnlyTrial() {
    Overview overview = overview(Studies.completed(0, at(7), 0.25));

    assertThat(overview.verdict()).isEqualTo("The only trial completed.");
    assertThat(overview.winner().orElseThrow().label()).isEqualTo("#0 x7");
    assertThat(overview.winner().orElseThrow().value()).isEqualTo("0.2500");
    assertThat(overview.winner().orElseThrow().lead()).isEmpty();
  }

  @Test
  void groupsCausesThatDifferInNumbersOnly() {
    Overview overview =
        overview(
            Studies.failed(0, at(0), "out of memory"),
            Studies.failed(1, at(1), "diverged at epoch 3"),
            Studies.failed(2, at(2), "diverged at epoch 12"));

    assertThat(overview.winner()).isEmpty();
    assertThat(overview.verdict())
        .isEqualTo("All 3 trials failed, most often with: diverged at epoch n");
    assertThat(overview.failures())
        .extracting(CauseGroup::cause)
        .containsExactly("diverged at epoch n", "out of memory");
  }

  @Test
  void tellsOfASearchUnderWay() {
    Overview overview = overview(Studies.running(0, at(0)), Studies.running(1, at(1), 0.5));

    assertThat(overview.inProgress()).isTrue();
    assertThat(overview.verdict()).isEqualTo("No trial has completed yet; 2 trials started.");
  }

  @Test
  void answersFirst() {
    FixedStorage storage = Studies.night();
    Overview overview = Overview.of(StudyView.load(storage, storage.study()));

    Overview.Champion winner = overview.winner().orElseThrow();
    assertThat(winner.superlative()).isEqualTo("lowest");
    assertThat(winner.metric()).isEqualTo("validation.loss");
    assertThat(winner.parameters()).extracting(Fact::name).doesNotContain("training.optimizer");
    assertThat(overview.test())
        .extracting(Fact::name)
        .containsExactly("test.accuracy", "test.loss", "test.macro_f1");
    assertThat(overview.states().stream().mapToInt(StateCount::count).sum()).isEqualTo(40);
    assertThat(overview.facts())
        .filteredOn(f -> f.name().equals("Suggested by"))
        .extracting(Fact::text)
        .containsExactly("tpe 30, random 10");
  }
}
