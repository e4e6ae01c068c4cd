package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void search() throws InterruptedException {
    SampleStudy.run(url());
  }

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("nightjar");
  }

  private CommandRun show(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "show";
    all[1] = "--storage";
    all[2] = url();
    System.arraycopy(args, 0, all, 3, args.length);
    return CommandRun.of(all);
  }

  @Test
  void aStudyAtAGlance() {
    CommandRun run = show(SampleStudy.NAME);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("study     sample", "defined in code", "optimise  loss, minimize")
        .containsPattern("trials +6: \\d completed, \\d failed")
        .contains("  size  int in [1, 6]", "best: trial #", "nightjar show sample ");
    JsonNode json = show(SampleStudy.NAME, "--format", "json").json();
    assertThat(json.get("trials").get("completed").asInt()).isEqualTo(5);
    assertThat(json.get("trials").get("failed").asInt()).isEqualTo(1);
    assertThat(json.get("space").get("size").asText()).isEqualTo("int in [1, 6]");
    assertThat(json.get("front").get(0).get("value").asDouble()).isEqualTo(1.0 / 6);
  }

  @Test
  void trialsMayBeLimitedToTheLatest() {
    CommandRun two = CommandRun.of("trials", SampleStudy.NAME, "--storage", url(), "--limit", "2");
    assertThat(two.exitCode()).as(two.err()).isZero();
    assertThat(two.out())
        .containsPattern("(?m)^4 ")
        .containsPattern("(?m)^5 ")
        .doesNotContainPattern("(?m)^3 ")
        .contains("Trials 0 to 3 are not shown; --limit 6 shows all.");
    String[] json = {
      "trials", SampleStudy.NAME, "--storage", url(), "--limit", "1", "--format", "json"
    };
    assertThat(CommandRun.of(json).json()).hasSize(1);
    CommandRun none = CommandRun.of("trials", SampleStudy.NAME, "--storage", url(), "--limit", "0");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("--limit should be at least 1, not 0");
  }

  @Test
  void aTrialWithItsCurve() {
    JsonNode study = show(SampleStudy.NAME, "--format", "json").json();
    int best = study.get("front").get(0).get("number").asInt();
    CommandRun run = show(SampleStudy.NAME, String.valueOf(best));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("trial     #" + best + " of sample, completed", "  size  6", "loss by epoch:")
        .containsPattern("(?m)^ +1\\.000 \\|\\*")
        .containsPattern("seed +-?\\d+, attempt 1");
    JsonNode json = show(SampleStudy.NAME, String.valueOf(best), "--format", "json").json();
    assertThat(json.get("curve")).hasSize(3);
    assertThat(json.get("curve").get(2).get("metrics").get("loss").asDouble())
        .isEqualTo(json.get("value").asDouble());
  }

  @Test
  void aFailedTrialSaysWhy() {
    JsonNode trials =
        CommandRun.of("trials", SampleStudy.NAME, "--storage", url(), "--format", "json").json();
    for (JsonNode trial : trials) {
      if (trial.get("state").asText().equals("failed")) {
        assertThat(show(SampleStudy.NAME, trial.get("number").asText()).out())
            .contains("cause     ", "no two");
      }
    }
    assertThat(trials.findValuesAsText("state")).contains("failed");
  }

  @Test
  void whatIsNotThereIsExplained() {
    assertThat(show(SampleStudy.NAME, "17").err())
        .isEqualTo("error: sample has no trial 17; its trials are 0 to 5\n");
    assertThat(show("simple").err()).contains("no study simple", "there is sample");
    assertThat(show(SampleStudy.NAME, "--yaml").err()).contains("was defined in code");
    assertThat(show(SampleStudy.NAME, "--yaml", "--format", "json").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }
}
