package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinalistTest {

  @TempDir private Path directory;

  private static Configuration at(int x) {
    return new Configuration(Map.of("x", x));
  }

  private static Trial again(Trial trial) {
    TrialSpec spec = trial.spec();
    return new Trial(
        new TrialSpec(
            spec.number(),
            spec.attempt(),
            TrialRole.FINALIST,
            spec.origin(),
            spec.configuration(),
            spec.seed()),
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
              again(Studies.completed(3, at(1), 0.6)),
              again(Studies.completed(4, at(1), 0.7)),
              again(Studies.completed(5, at(1), 0.8)),
              again(Studies.completed(6, at(2), 0.55)),
              again(Studies.failed(7, at(2), "broken"))));

  @Test
  void areRankedByTheirMeanOverFreshSeeds() {
    List<Finalist> finalists = Finalist.of(StudyView.load(STUDY, STUDY.study()));

    assertThat(finalists)
        .containsExactly(
            new Finalist("#1 x2", "trials/1.html", "0.5200", "0.5500", "", "1 of 2"),
            new Finalist("#0 x1", "trials/0.html", "0.5000", "0.7000", "0.1000", "3"));
  }

  @Test
  void standInTheOverviewAndNotInTheLeaderboard() throws Exception {
    new HtmlReport().write(STUDY, STUDY.study(), directory, Studies.INFO);

    assertThat(Files.readString(directory.resolve("index.html")))
        .contains("Finalists", "0.7000 ± 0.1000", "1 of 2");
    assertThat(Leaderboard.of(StudyView.load(STUDY, STUDY.study())).rows()).hasSize(3);
  }

  @Test
  void areLeftOutWhereThereAreNone() {
    FixedStorage night = Studies.night();

    assertThat(Finalist.of(StudyView.load(night, night.study()))).isEmpty();
  }
}
