package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.InProcessExecutor;
import dev.nightjar.search.run.StudyLauncher;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

  @TempDir private Path folder;

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("nightjar");
  }

  @BeforeEach
  void search() throws InterruptedException {
    for (String name : List.of("one", "two")) {
      StudyDefinition definition =
          StudyDefinition.inCode(
              name,
              SearchSpace.of(FloatParameter.linear("x", 0, 1)),
              List.of(Criterion.minimize("loss")),
              name.length());
      try (Storage storage = JdbcStorage.open(url());
          InProcessExecutor executor =
              new InProcessExecutor((c, context) -> Result.of("loss", c.number("x")), 1)) {
        StudyLauncher.run(
            storage,
            definition,
            StudyPlan.of(new RandomStrategy(), Budget.trials(3)),
            executor,
            StudyListener.SILENT);
      }
    }
  }

  private CommandRun report(String... options) {
    List<String> args = new ArrayList<>(List.of("report", "--storage", url()));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  void writesTheReportOfOneStudyBesideTheDatabaseAndPrintsWhere() throws Exception {
    CommandRun run = report("one");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Path index = folder.resolve("reports/one/index.html");
    assertThat(run.out().strip()).isEqualTo(index.toAbsolutePath().toString());
    assertThat(Files.readString(index)).contains("All 3 trials completed.");
  }

  @Test
  void setsSeveralStudiesBesideEachOther() throws Exception {
    CommandRun run = report("one", "two", "one");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Path index = folder.resolve("reports/one+two/index.html");
    assertThat(run.out().strip()).isEqualTo(index.toAbsolutePath().toString());
    assertThat(Files.readString(index)).contains("2 studies compared");
    assertThat(folder.resolve("reports/one+two/studies/two/index.html")).exists();
  }

  @Test
  void aStudyThatIsNotThereIsNamed() {
    CommandRun run = report("one", "three");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("three");
  }

  @Test
  void writesOneFileThatHoldsEverything() throws Exception {
    CommandRun run = report("one", "--single-file");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Path file = folder.resolve("reports/one.html");
    assertThat(run.out().strip()).isEqualTo(file.toAbsolutePath().toString());
    assertThat(Files.readString(file)).contains("<template id=\"trial-2\"");
    assertThat(folder.resolve("reports/one")).doesNotExist();
    CommandRun two = report("one", "two", "--single-file");
    assertThat(two.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(two.err()).contains("--single-file takes one study, not 2");
  }
}
