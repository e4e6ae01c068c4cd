package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.OddStudies;
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
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ImportancePanelTest {

  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              FloatParameter.linear("strong", 0, 1),
              FloatParameter.linear("weak", 0, 1),
              CategoricalParameter.of("cell", "rnn", "gru"),
              CategoricalParameter.of("constant", "same")));

  private static StudyView view(int trials, ToDoubleFunction<Configuration> value) {
    List<Trial> all = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      Configuration configuration = SPACE.sample(Seeds.ofSuggestion(3, i));
      all.add(Studies.completed(i, configuration, value.applyAsDouble(configuration)));
    }
    FixedStorage storage = Studies.of(SPACE, Criterion.minimize("loss"), all);
    return StudyView.load(storage, storage.study());
  }

  @Test
  void ranksWhatVariesAndSaysWhatItRestsOn() {
    ImportancePanel panel =
        ImportancePanel.of(view(40, c -> c.number("strong") + 0.05 * c.number("weak")));

    assertThat(panel.parameters().get(0).name()).isEqualTo("strong");
    assertThat(panel.parameters().get(0).overall()).isGreaterThan(0.7);
    assertThat(panel.parameters())
        .extracting(ImportancePanel.Bar::name)
        .containsExactlyInAnyOrder("strong", "weak", "cell");
    assertThat(panel.basis())
        .isEqualTo("fanova over 40 completed trials, seed 42; ped-anova over 40 completed trials");
    assertThat(panel.hint()).isEmpty();
  }

  @Test
  void namesPairsThatDoMoreTogether() {
    ImportancePanel panel =
        ImportancePanel.of(
            view(120, c -> Math.signum(c.number("strong") - 0.5) * (c.number("weak") - 0.5)));

    assertThat(panel.pairs()).isNotEmpty();
    assertThat(panel.pairs().get(0).first()).isEqualTo("strong");
    assertThat(panel.pairs().get(0).second()).isEqualTo("weak");
  }

  @Test
  void saysWhatIsMissingWithFewTrials() {
    ImportancePanel panel = ImportancePanel.of(view(4, c -> c.number("strong")));

    assertThat(panel.hint())
        .isEqualTo("Importance needs at least 10 completed trials, but there are 4");
    assertThat(panel.parameters()).isEmpty();
  }

  @Test
  void judgesManyTrialsByAnEvenPart() {
    FixedStorage storage = OddStudies.large(1200, 5);

    ImportancePanel panel = ImportancePanel.of(StudyView.load(storage, storage.study()));

    assertThat(panel.basis()).startsWith("fanova over 600 of ").contains("ped-anova over ");
  }
}
