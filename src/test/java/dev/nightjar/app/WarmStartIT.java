package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A study that learns from an earlier one, through the real command line. */
@Timeout(300)
class WarmStartIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void earlierStudy() throws Exception {
    Files.writeString(
        folder.resolve("parabola.sh"),
        "awk -v x=\"$1\" 'BEGIN { printf \"{\\\"value\\\": %.17g}\\n\", (x - 0.3) * (x - 0.3) }'\n");
    write("earlier", "{type: float, min: -1, max: 1}", "budget: {max_trials: 12}\n");
    assertThat(run("earlier").exitCode()).isZero();
  }

  private void write(String name, String range, String more) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        version: 1
        name: %s
        task: {type: command, argv: [sh, parabola.sh, "{x}"]}
        parameters: {x: %s}
        parallelism: 1
        """
                .formatted(name, range)
            + more);
  }

  private CommandLineRun.Finished run(String name, String... more) throws Exception {
    String[] all = new String[2 + more.length];
    all[0] = "run";
    all[1] = name + ".yaml";
    System.arraycopy(more, 0, all, 2, more.length);
    return CommandLineRun.run(folder, all);
  }

  private JsonNode trials(String study) throws Exception {
    return JSON.readTree(CommandLineRun.run(folder, "trials", study, "--format", "json").out());
  }

  private double best(String study) throws Exception {
    double best = Double.POSITIVE_INFINITY;
    for (JsonNode trial : trials(study)) {
      best = Math.min(best, trial.get("value").asDouble());
    }
    return best;
  }

  @Test
  void beginsWithTheBestOfTheEarlierStudyAlsoAfterAResume() throws Exception {
    write(
        "later",
        "{type: float, min: -0.5, max: 2}",
        "warm_start: {study: earlier}\nbudget: {max_trials: 8}\n");
    CommandLineRun.Finished first = run("later", "--max-trials", "2");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("learns from 12 trials of earlier");
    assertThat(best("later")).isEqualTo(best("earlier"));

    // The earlier study goes on; what the later one learns from stays as it was.
    assertThat(run("earlier", "--max-trials", "14").exitCode()).isZero();
    assertThat(run("later").out()).contains("learns from 12 trials of earlier");
    JsonNode trials = trials("later");
    assertThat(trials).hasSize(8);
    for (int i = 0; i < trials.size(); i++) {
      assertThat(trials.get(i).get("origin").asText().equals("warm start")).isEqualTo(i < 3);
    }
  }

  @Test
  void anEarlierStudyThatIsNotThereIsAnErrorAndLeavesNothing() throws Exception {
    write("later", "{type: float, min: 0, max: 1}", "warm_start: {study: earliest}\n");
    CommandLineRun.Finished run = run("later", "--max-trials", "2");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "warm_start.study: there is no study earliest in this storage; there are: [earlier]");
    assertThat(CommandLineRun.run(folder, "list").out()).doesNotContain("later");
  }

  @Test
  void anEarlierStudyOfAnotherMetricIsAnError() throws Exception {
    write(
        "later",
        "{type: float, min: 0, max: 1}",
        "warm_start: {study: earlier}\nobjective: {metric: score, goal: maximize}\n");
    CommandLineRun.Finished run = run("later", "--max-trials", "2");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("study earlier has no trials to learn from: of the 12 that finished before")
        .contains("none has a value of score");
  }
}
