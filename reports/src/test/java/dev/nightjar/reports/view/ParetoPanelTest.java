package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.OddStudies;
import dev.nightjar.reports.Studies;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ParetoPanelTest {

  private static final SearchSpace SPACE =
      new SearchSpace(List.of(IntParameter.linear("x", 0, 99)));

  private static final List<Criterion> TWO =
      List.of(Criterion.minimize("loss"), Criterion.maximize("speed"));

  private static StudyView view(List<Criterion> criteria, double[]... values) {
    List<Trial> trials = new ArrayList<>();
    for (double[] value : values) {
      List<Double> all = new ArrayList<>();
      for (double v : value) {
        all.add(v);
      }
      trials.add(
          Studies.finished(
              trials.size(),
              new Configuration(Map.of("x", trials.size() % 100)),
              new Outcome.Completed(all, Map.of(), OptionalInt.empty())));
    }
    FixedStorage storage =
        new FixedStorage(
            new Study(
                1,
                StudyDefinition.inCode("trade", SPACE, criteria, 1),
                Studies.NIGHT,
                Duration.ZERO),
            trials,
            Map.of(),
            Map.of());
    return StudyView.load(storage, storage.study());
  }

  private static Optional<ParetoPanel> panel(StudyView view) {
    return ParetoPanel.of(view, CriterionAxis.of(view, Leaderboard.of(view)));
  }

  @Test
  void holdsWhatNoOtherTrialDominatesWithEachCriterionsDirection() {
    ParetoPanel panel =
        panel(
                view(
                    TWO,
                    new double[] {0.5, 10},
                    new double[] {0.6, 9},
                    new double[] {0.7, 20},
                    new double[] {0.4, 5}))
            .orElseThrow();

    assertThat(panel.members())
        .extracting(ParetoPanel.Member::page)
        .containsExactly("trials/3.html", "trials/0.html", "trials/2.html");
    assertThat(panel.members().get(0).values()).containsExactly("0.4000", "5.000");
    assertThat(panel.metrics())
        .containsExactly("loss (lower is better)", "speed (higher is better)");
    assertThat(panel.caption()).startsWith("3 of 4 completed trials are on the front");
    // Of the box only the trial in the middle dominates something: 2/3 of its width, 1/3 of its
    // height.
    assertThat(panel.caption()).contains("hypervolume is 0.222 of the box");
    assertThat(panel.chart().marks()).filteredOn(m -> m.style().equals("front")).hasSize(3);
    assertThat(panel.chart().marks()).filteredOn(m -> m.style().equals("dominated")).hasSize(1);
    assertThat(panel.chart().lines()).hasSize(1);
  }

  @Test
  void saysSoWhereOneTrialIsBestByAll() {
    ParetoPanel panel =
        panel(view(TWO, new double[] {0.5, 10}, new double[] {0.6, 9})).orElseThrow();

    assertThat(panel.caption()).contains("best by every criterion");
    assertThat(panel.members()).hasSize(1);
  }

  @Test
  void isThereOnlyForSeveralCriteriaAndCompletedTrials() {
    assertThat(panel(view(TWO))).isEmpty();
    assertThat(panel(view(TWO.subList(0, 1), new double[] {0.5}))).isEmpty();
  }

  @Test
  void drawsNoLineThroughAFrontOfThreeCriteria() {
    FixedStorage storage = OddStudies.tradeoffOfThree();
    StudyView view = StudyView.load(storage, storage.study());

    ParetoPanel panel = panel(view).orElseThrow();

    assertThat(panel.chart().lines()).isEmpty();
    assertThat(panel.members()).hasSameSizeAs(view.front());
    assertThat(panel.metrics()).hasSize(3);
  }

  @Test
  void listsTheBeginningOfALongFront() {
    double[][] values = new double[250][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new double[] {i, i};
    }

    ParetoPanel panel = panel(view(TWO, values)).orElseThrow();

    assertThat(panel.members()).hasSize(200);
    assertThat(panel.note()).isEqualTo("The first 200 of 250");
    assertThat(panel.chart().marks()).hasSize(250);
  }

  @Test
  void equalFirstCriteriaAreRankedByTheNext() {
    StudyView view = view(TWO, new double[] {0.5, 10}, new double[] {0.5, 20});

    assertThat(view.winner().orElseThrow().number()).isEqualTo(1);
    assertThat(Leaderboard.of(view).rows()).extracting(Row::number).containsExactly(1, 0);
    assertThat(view.front()).extracting(Trial::number).containsExactly(1);
  }
}
