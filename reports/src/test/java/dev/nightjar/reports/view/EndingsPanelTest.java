package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.OddStudies;
import dev.nightjar.reports.Studies;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndingsPanelTest {

  private static Optional<EndingsPanel> panel(FixedStorage storage) {
    return EndingsPanel.of(StudyView.load(storage, storage.study()));
  }

  @Test
  void countsHowTrialsEndedAfterEachEpoch() {
    EndingsPanel panel = panel(Studies.night()).orElseThrow();

    assertThat(panel.rows()).extracting(EndingsPanel.Ending::epoch).isSorted();
    assertThat(panel.rows().stream().mapToInt(EndingsPanel.Ending::completed).sum()).isEqualTo(30);
    assertThat(panel.rows().stream().mapToInt(EndingsPanel.Ending::pruned).sum()).isEqualTo(4);
    assertThat(panel.rows().stream().mapToInt(EndingsPanel.Ending::failed).sum()).isEqualTo(4);
  }

  @Test
  void saysWhatPruningSavedAndWhyTrialsWerePruned() {
    EndingsPanel panel = panel(OddStudies.large(40, 5)).orElseThrow();
    long pruned = panel.rows().stream().mapToLong(EndingsPanel.Ending::pruned).sum();

    assertThat(pruned).isPositive();
    assertThat(panel.caption())
        .startsWith(pruned + " of 40 trials were pruned, in the median after 3 epochs.")
        .contains("(9 epochs in the median)", "would have cost " + 6 * pruned + " epochs more");
    assertThat(panel.reasons())
        .singleElement()
        .extracting(g -> g.trials().size())
        .isEqualTo((int) pruned);
    assertThat(panel.reasons().get(0).cause()).isEqualTo("not among the best third of n");
  }

  @Test
  void isThereOnlyWhereTrialsReportEpochs() {
    SearchSpace space = new SearchSpace(List.of(IntParameter.linear("x", 0, 9)));
    Configuration one = new Configuration(Map.of("x", 1));
    Criterion loss = Criterion.minimize("validation.loss");

    assertThat(panel(Studies.of(space, loss, List.of()))).isEmpty();
    assertThat(panel(Studies.of(space, loss, List.of(Studies.completed(0, one, 0.5))))).isEmpty();
    assertThat(panel(Studies.of(space, loss, List.of(Studies.running(0, one, 0.5)))).orElseThrow())
        .isEqualTo(new EndingsPanel("No trial was pruned.", List.of(), List.of()));
  }
}
