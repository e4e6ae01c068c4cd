package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.Studies;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaderboardTest {

  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              CategoricalParameter.of("a.cell", "rnn", "gru"),
              CategoricalParameter.of("b.size", 1, 2),
              CategoricalParameter.of("c.constant", "same", "other")));

  private static Configuration configuration(String cell, int size) {
    return new Configuration(Map.of("a.cell", cell, "b.size", size, "c.constant", "same"));
  }

  private static StudyView view(Criterion criterion, List<Trial> trials) {
    FixedStorage storage = Studies.of(SPACE, criterion, trials);
    return StudyView.load(storage, storage.study());
  }

  private static final List<Trial> MIXED =
      List.of(
          Studies.failed(0, configuration("rnn", 1), "diverged at epoch 1"),
          Studies.completed(1, configuration("gru", 1), 0.7),
          Studies.finished(2, configuration("rnn", 2), new Outcome.Pruned("worse than its peers")),
          Studies.completed(3, configuration("gru", 2), 0.5),
          Studies.running(4, configuration("rnn", 1), 0.9, 0.4),
          Studies.completed(5, configuration("rnn", 1), 0.5));

  @Test
  void ranksCompletedTrialsFirstAndFailedOnesLast() {
    Leaderboard board = Leaderboard.of(view(Criterion.minimize("validation.loss"), MIXED));

    assertThat(board.rows()).extracting(Row::number).containsExactly(3, 5, 1, 4, 2, 0);
    assertThat(board.rows()).extracting(Row::winner).startsWith(true, false);
  }

  @Test
  void ranksTheOtherWayRoundWhereLargeIsGood() {
    Leaderboard board = Leaderboard.of(view(Criterion.maximize("validation.loss"), MIXED));

    assertThat(board.rows()).extracting(Row::number).containsExactly(1, 3, 5, 4, 2, 0);
  }

  @Test
  void hidesWhatNeverVariesAndNamesTheRestShortly() {
    Leaderboard board = Leaderboard.of(view(Criterion.minimize("validation.loss"), MIXED));

    assertThat(board.shown())
        .extracting(i -> board.columns().get(i).title())
        .contains("cell", "size", "validation.loss", "Best epoch", "At last epoch")
        .doesNotContain("constant");
    assertThat(board.columns()).extracting(Column::name).contains("c.constant");
  }

  @Test
  void keepsTheWholeNameWhereShortOnesWouldBeAlike() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                CategoricalParameter.of("a.type", 1, 2), CategoricalParameter.of("b.type", 1, 2)));
    FixedStorage storage = Studies.of(space, Criterion.minimize("loss"), List.of());

    assertThat(Leaderboard.of(StudyView.load(storage, storage.study())).columns())
        .extracting(Column::title)
        .contains("a.type", "b.type");
  }

  @Test
  void showsInactiveParametersAsSuch() {
    FixedStorage storage = Studies.night();
    Leaderboard board = Leaderboard.of(StudyView.load(storage, storage.study()));
    int column = board.columns().stream().map(Column::name).toList().indexOf("model.dropout");

    for (Row row : board.rows()) {
      boolean active = storage.all().get(row.number()).configuration().has("model.dropout");
      assertThat(row.cells().get(column).text().equals("n/a")).isEqualTo(!active);
      assertThat(row.cells().get(column).missing()).isEqualTo(!active);
    }
  }
}
