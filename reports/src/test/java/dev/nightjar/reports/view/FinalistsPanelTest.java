package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.HtmlReport;
import dev.nightjar.reports.Studies;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinalistsPanelTest {

  @TempDir private Path directory;

  private static Configuration at(int x) {
    return new Configuration(Map.of("x", x));
  }

  private static Trial again(int repeats, Trial trial) {
    TrialSpec spec = trial.spec();
    return new Trial(
        new TrialSpec(
            spec.number(),
            spec.attempt(),
            TrialRole.FINALIST,
            spec.origin(),
            spec.configuration(),
            spec.seed(),
            OptionalInt.of(repeats)),
        trial.state(),
        trial.epochs(),
        trial.outcome(),
        trial.times(),
        trial.worker());
  }

  private static final FixedStorage STUDY =
      Studies.of(
          new SearchSpace(List.of(IntParameter.linear("x", 0, 9))),
          Criterion.minimize("validation.loss"),
          List.of(
              Studies.completed(0, at(1), 0.5),
              Studies.completed(1, at(2), 0.52),
              Studies.completed(2, at(3), 0.9),
              again(0, Studies.completed(3, at(1), 0.6)),
              again(0, Studies.completed(4, at(1), 0.7)),
              again(0, Studies.completed(5, at(1), 0.8)),
              again(1, Studies.completed(6, at(2), 0.55)),
              again(1, Studies.failed(7, at(2), "broken"))));

  private static FinalistsPanel panel() {
    return FinalistsPanel.of(StudyView.load(STUDY, STUDY.study()));
  }

  /** Who failed with a seed is behind, however good its mean. */
  @Test
  void areRankedByTheirMeanOverFreshSeedsAndDrawnOnOneAxis() {
    FinalistsPanel panel = panel();

    assertThat(panel.rows())
        .extracting(
            FinalistsPanel.Row::label,
            FinalistsPanel.Row::page,
            FinalistsPanel.Row::found,
            FinalistsPanel.Row::mean,
            FinalistsPanel.Row::seeds,
            FinalistsPanel.Row::words)
        .containsExactly(
            tuple("#0 x1", "trials/0.html", "0.5000", "0.7000 ± 0.1000", "3", "best"),
            tuple(
                "#1 x2",
                "trials/1.html",
                "0.5200",
                "0.5500",
                "1 of 2",
                "one seed says nothing of noise"));
    assertThat(panel.low()).isEqualTo("0.55");
    assertThat(panel.high()).isEqualTo("0.8");
    assertThat(panel.rows().get(0).runs())
        .extracting(FinalistsPanel.Run::title)
        .containsExactly("#3: 0.6000", "#4: 0.7000", "#5: 0.8000");
    assertThat(panel.rows().get(0).at()).isEqualTo(panel.rows().get(0).runs().get(1).x());
  }

  @Test
  void theirDifferencesAreSaidToBeWithinOrBeyondTheNoiseOfSeeds() {
    List<Trial> trials =
        List.of(
            Studies.completed(0, at(1), 0.5),
            Studies.completed(1, at(2), 0.52),
            Studies.completed(2, at(3), 0.9),
            again(0, Studies.completed(3, at(1), 0.50)),
            again(0, Studies.completed(4, at(1), 0.51)),
            again(1, Studies.completed(5, at(2), 0.505)),
            again(1, Studies.completed(6, at(2), 0.515)),
            again(2, Studies.completed(7, at(3), 0.90)),
            again(2, Studies.completed(8, at(3), 0.91)));
    StudyView view = view(trials);
    assertThat(FinalistsPanel.of(view).rows())
        .extracting(FinalistsPanel.Row::verdict)
        .containsExactly("best", "within", "beyond");
    assertThat(FinalistsPanel.of(view).caption()).contains("p below 0.01667", "one at most");
    Leaderboard leaderboard = Leaderboard.of(view);
    int column = leaderboard.position(Column.Group.RESULT, "Against the best");
    assertThat(leaderboard.rows())
        .extracting(row -> row.cells().get(column).text())
        .containsExactly("within seed noise", "within seed noise", "worse");
    assertThat(leaderboard.noise())
        .contains("whose mean is 0.5050", "by more than 0.03239 once in twenty times at most");
  }

  private static StudyView view(List<Trial> trials) {
    FixedStorage storage =
        Studies.of(
            new SearchSpace(List.of(IntParameter.linear("x", 0, 9))),
            Criterion.minimize("validation.loss"),
            trials);
    return StudyView.load(storage, storage.study());
  }

  @Test
  void theBestOfThemWinsAndNotTheLuckiestOfTheSearch() {
    StudyView view =
        view(
            List.of(
                Studies.completed(0, at(1), 0.1),
                Studies.completed(1, at(2), 0.2),
                again(0, Studies.completed(2, at(1), 0.8)),
                again(1, Studies.completed(3, at(2), 0.3)),
                again(1, Studies.completed(4, at(2), 0.25))));
    assertThat(view.best().orElseThrow().number()).isZero();
    assertThat(view.winner().orElseThrow().number()).isEqualTo(1);
    Overview overview = Overview.of(view);
    Overview.Champion champion = overview.winner().orElseThrow();
    assertThat(champion.superlative()).isEqualTo("lowest mean");
    assertThat(champion.value()).isEqualTo("0.2750 ± 0.03536");
    assertThat(champion.more())
        .isEqualTo(
            "The mean is over 2 fresh seeds; in the search it had 0.2000, place 2 of 2; its network"
                + " is that of #4.");
    assertThat(view.exhibited()).isEqualTo("trials/4.html");
  }

  @Test
  void standInTheOverviewAndNotInTheLeaderboard() throws Exception {
    new HtmlReport().write(STUDY, STUDY.study(), directory, Studies.INFO);

    assertThat(Files.readString(directory.resolve("index.html")))
        .contains("Finalists", "0.7000 ± 0.1000", "1 of 2");
    assertThat(Files.readString(directory.resolve("trials/3.html"))).contains("finalist of #0");
    assertThat(Leaderboard.of(StudyView.load(STUDY, STUDY.study())).rows()).hasSize(3);
  }

  @Test
  void areLeftOutWhereThereAreNone() {
    FixedStorage night = Studies.night();

    StudyView view = StudyView.load(night, night.study());
    assertThat(FinalistsPanel.of(view).rows()).isEmpty();
    assertThat(Leaderboard.of(view).noise()).isEmpty();
    assertThat(Leaderboard.of(view).columns())
        .noneMatch(column -> column.name().equals("Against the best"));
  }
}
