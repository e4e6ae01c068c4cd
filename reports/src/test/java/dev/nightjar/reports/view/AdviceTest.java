package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.Studies;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              FloatParameter.linear("rate", 0, 1),
              FloatParameter.linear("idle", 0, 1),
              CategoricalParameter.of("cell", "rnn", "gru")));

  private static List<String> advice(
      int trials, IntPredicate fails, ToDoubleBiFunction<Integer, Configuration> value) {
    List<Trial> all = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      Configuration configuration = SPACE.sample(Seeds.ofSuggestion(3, i));
      all.add(
          fails.test(i)
              ? Studies.failed(i, configuration, "broken")
              : Studies.completed(i, configuration, value.applyAsDouble(i, configuration)));
    }
    FixedStorage storage = Studies.of(SPACE, Criterion.minimize("loss"), all);
    StudyView view = StudyView.load(storage, storage.study());
    return Advice.of(view, ImportancePanel.of(view));
  }

  @Test
  void seesGoodValuesCrowdAtTheEndOfARange() {
    assertThat(advice(60, i -> false, (i, c) -> Math.exp(-5 * c.number("rate"))))
        .anyMatch(
            a ->
                a.startsWith(
                    "The best values of rate crowd at the upper end of its range, 1: widen it"));
  }

  @Test
  void seesAChoiceThatIsSettled() {
    assertThat(advice(60, i -> false, (i, c) -> (c.text("cell").equals("gru") ? 0 : 10) + 0.01 * i))
        .anyMatch(a -> a.startsWith("The best 15 of 60 trials all have cell gru: fix it"));
  }

  @Test
  void putsManyFailuresFirst() {
    assertThat(advice(20, i -> i % 2 == 0, (i, c) -> i).get(0))
        .startsWith("10 of 20 trials failed: mend the cause above first");
  }

  @Test
  void tellsAStudyThatStillImprovesFromOneThatDoesNot() {
    assertThat(advice(20, i -> false, (i, c) -> -i))
        .contains("The best trial came among the last tenth: run the study on with more trials.");
    assertThat(advice(20, i -> false, (i, c) -> i))
        .anyMatch(a -> a.startsWith("The last 19 trials did not improve"));
  }

  @Test
  void namesWhatHardlyMatters() {
    assertThat(advice(60, i -> false, (i, c) -> Math.pow(c.number("rate") - 0.5, 2)))
        .anyMatch(a -> a.contains("hardly matter"));
  }

  @Test
  void saysNothingWithoutTrials() {
    assertThat(advice(0, i -> false, (i, c) -> 0)).isEmpty();
    assertThat(advice(1, i -> false, (i, c) -> 0)).isEmpty();
  }
}
