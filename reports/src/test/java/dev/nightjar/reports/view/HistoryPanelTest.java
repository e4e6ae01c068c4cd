package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.Studies;
import dev.nightjar.reports.chart.Mark;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryPanelTest {

  private static final SearchSpace SPACE =
      new SearchSpace(List.of(IntParameter.linear("x", 0, 99)));

  private static HistoryPanel panel(Criterion criterion, List<Trial> trials) {
    FixedStorage storage = Studies.of(SPACE, criterion, trials);
    return HistoryPanel.of(StudyView.load(storage, storage.study()));
  }

  private static Configuration at(int x) {
    return new Configuration(Map.of("x", x));
  }

  @Test
  void followsTheBestValueOfCompletedTrialsOnly() {
    List<Trial> trials =
        List.of(
            Studies.failed(0, at(0), "broken"),
            Studies.completed(1, at(1), 0.9),
            Studies.completed(2, at(2), 0.95),
            Studies.running(3, at(3), 0.1),
            Studies.completed(4, at(4), 0.6),
            Studies.completed(5, at(5), 0.6));

    HistoryPanel panel = panel(Criterion.minimize("validation.loss"), trials);

    assertThat(panel.best())
        .containsExactly(
            new HistoryPanel.Best(1, 0.9),
            new HistoryPanel.Best(4, 0.6),
            new HistoryPanel.Best(5, 0.6));
    assertThat(panel.caption())
        .isEqualTo("The best value was found by trial #4; 1 later trial did not improve on it.");
  }

  @Test
  void risesWhereLargeIsGood() {
    List<Trial> trials =
        List.of(
            Studies.completed(0, at(0), 0.5),
            Studies.completed(1, at(1), 0.4),
            Studies.completed(2, at(2), 0.8));

    HistoryPanel panel = panel(Criterion.maximize("validation.loss"), trials);

    assertThat(panel.best())
        .containsExactly(new HistoryPanel.Best(0, 0.5), new HistoryPanel.Best(2, 0.8));
    assertThat(panel.caption()).contains("a longer search may find better");
  }

  @Test
  void drawsFailedTrialsAsCrossesAndDivergedOnesAtTheEdgeWithANote() {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      trials.add(Studies.completed(i, at(i), 0.6 + 0.02 * i));
    }
    trials.add(Studies.completed(12, at(12), 3e7));
    trials.add(Studies.failed(13, at(13), "broken"));

    HistoryPanel panel = panel(Criterion.minimize("validation.loss"), trials);

    assertThat(panel.chart().y().max()).isLessThan(1);
    assertThat(panel.chart().marks())
        .filteredOn(m -> m.shape() != Mark.Shape.DOT)
        .extracting(Mark::shape)
        .containsExactly(Mark.Shape.ABOVE, Mark.Shape.CROSS);
    assertThat(panel.chart().notes()).singleElement().asString().contains("1 trial above the axis");
  }

  @Test
  void isEmptyWithoutTrials() {
    HistoryPanel panel = panel(Criterion.minimize("validation.loss"), List.of());

    assertThat(panel.points()).isEmpty();
    assertThat(panel.best()).isEmpty();
  }
}
