package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportanceCommandTest {

  @TempDir private Path folder;

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("nightjar");
  }

  private void search(int trials) throws InterruptedException {
    StudyDefinition definition =
        StudyDefinition.inCode(
            "slope",
            SearchSpace.of(
                FloatParameter.linear("steep", 0, 3), FloatParameter.linear("gentle", 1, 2)),
            List.of(Criterion.minimize("loss")),
            1);
    try (Storage storage = JdbcStorage.open(url());
        InProcessExecutor executor =
            new InProcessExecutor(
                (c, context) -> Result.of("loss", c.number("steep") + c.number("gentle")), 1)) {
      StudyLauncher.run(
          storage,
          definition,
          StudyPlan.of(new RandomStrategy(), Budget.trials(trials)),
          executor,
          StudyListener.SILENT);
    }
  }

  private CommandRun importance(String... options) {
    List<String> args = new ArrayList<>(List.of("importance", "slope", "--storage", url()));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  /** The variances are 9/12 and 1/12, so the shares are 90 % and 10 %. */
  @Test
  void showsSharesForPeopleAndForPrograms() throws Exception {
    search(200);
    CommandRun text = importance();
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out().lines().toList())
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).matches("parameter +share");
              assertThat(lines.get(1)).matches("steep +(8[7-9]|9[0-3])\\.\\d %");
              assertThat(lines.get(2)).matches("gentle +([7-9]|1[0-3])\\.\\d %");
              assertThat(lines.get(5)).matches("steep +gentle +[0-2]\\.\\d %");
              assertThat(lines.get(7)).isEqualTo("fanova over 200 completed trials, seed 42");
            });
    JsonNode json = new ObjectMapper().readTree(importance("--format", "json").out());
    assertThat(json.get("method").asText()).isEqualTo("fanova");
    assertThat(json.get("trials").asInt()).isEqualTo(200);
    assertThat(json.get("seed").asLong()).isEqualTo(42);
    assertThat(json.get("parameters").get("steep").asDouble()).isBetween(0.87, 0.93);
    assertThat(json.get("pairs").get(0).get("share").asDouble()).isBetween(0.0, 0.03);
    CommandRun best = importance("--method", "ped-anova");
    assertThat(best.out()).contains("steep", "ped-anova over 200 completed trials\n");
  }

  @Test
  void whatCannotBeSaidIsExplained() throws Exception {
    search(5);
    CommandRun few = importance();
    assertThat(few.exitCode()).isEqualTo(ExitCode.NO_TRIAL_SUCCEEDED);
    assertThat(few.err())
        .isEqualTo(
            "error: importance needs at least 10 completed trials, but there are 5; see `nightjar"
                + " trials slope`\n");
    CommandRun unknown = importance("--method", "shap");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err())
        .isEqualTo("error: --method should be fanova or ped-anova, not shap\n");
  }
}
