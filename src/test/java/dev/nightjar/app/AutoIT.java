package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a model that answers, in a given time. */
@Timeout(900)
class AutoIT {

  /** What a machine under any load finds some network in, the first as a rule. */
  private static final List<String> BUDGETS = List.of("35s", "2m", "4m");

  @TempDir private Path folder;

  /** Which one is enough. */
  private int budget;

  @BeforeEach
  void writeFiles() throws Exception {
    OwnFiles.write(folder);
    Files.writeString(folder.resolve("in.txt"), "abcabc1\nxyz2\n");
  }

  private CommandLineRun.Finished auto(String budget) throws Exception {
    return CommandLineRun.run(
        folder, "auto", "--data", "labels.tsv", "--budget", budget, "-o", "found");
  }

  /** Where no training ends in the time, a larger budget goes on, which is promised. */
  private CommandLineRun.Finished found() throws Exception {
    CommandLineRun.Finished run = auto(BUDGETS.get(budget));
    while (run.exitCode() == ExitCode.NO_TRIAL_SUCCEEDED && budget + 1 < BUDGETS.size()) {
      assertThat(run.err()).contains("the same command with a larger one goes on from here");
      budget++;
      run = auto(BUDGETS.get(budget));
    }
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run;
  }

  private JsonNode best() throws Exception {
    CommandLineRun.Finished best =
        CommandLineRun.run(
            folder,
            "best",
            "labels",
            "--storage",
            "jdbc:h2:file:./found/study",
            "--format",
            "json");
    assertThat(best.exitCode()).as(best.err()).isZero();
    return new ObjectMapper().readTree(best.out());
  }

  /** Of the winner, or of an ensemble that is better. */
  private static JsonNode testScores(JsonNode best) {
    return best.has("test") ? best.get("test") : best.get("ensemble").get("test");
  }

  @Test
  void aFileBecomesAFolderThatPredictJavaAndDl4jRead() throws Exception {
    CommandLineRun.Finished run = found();
    assertThat(run.out())
        .contains("task classification on labelled text", "best: trial #")
        .contains("on the test part, scored once: test.")
        .endsWith(String.format("Next: nightjar predict found < FILE%n"));
    Path made = folder.resolve("found");
    assertThat(made.resolve("report/index.html")).isRegularFile();
    assertThat(testScores(best()).has("test.loss")).isTrue();

    CommandLineRun.Finished predicted =
        CommandLineRun.runOn(folder, folder.resolve("in.txt"), "predict", "found");
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    assertThat(predicted.out()).hasLineCount(2);
    List<String> said =
        predicted.out().lines().map(line -> line.substring(line.indexOf('\t') + 1)).toList();
    CommandLineRun.Finished java =
        CommandLineRun.runProgram(folder, ModelAnswers.class, "found/model.zip", "abcabc1", "xyz2");
    assertThat(java.out().lines().toList()).as(java.err()).isEqualTo(said);
    MultiLayerNetwork dl4j = MultiLayerNetwork.load(made.resolve("dl4j.zip").toFile(), false);
    assertThat(dl4j.numParams()).isPositive();

    Experiment repeats = ExperimentReader.read(made.resolve("experiment.yaml"), Map.of());
    assertThat(repeats.enqueue()).isNotEmpty();
    assertThat(repeats.finalists().wanted()).isTrue();
    CommandLineRun.Finished again =
        CommandLineRun.run(folder, "run", "found/experiment.yaml", "--max-trials", "1");
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();

    // Nothing is left to do: the same answer, and the test part is not met again.
    String before = Files.readString(made.resolve("experiment.yaml"));
    JsonNode winner = best();
    CommandLineRun.Finished same = found();
    assertThat(same.out()).contains("Next: nightjar predict found < FILE");
    assertThat(best().get("number")).isEqualTo(winner.get("number"));
    assertThat(testScores(best())).isEqualTo(testScores(winner));
    assertThat(made.resolve("experiment.yaml")).hasContent(before);
  }

  @Test
  void anInterruptedOneGoesOnAndOtherDataAreRefused() throws Exception {
    CommandLineRun first =
        CommandLineRun.start(
            folder, "auto", "--data", "labels.tsv", "--budget", "10m", "-o", "found");
    first.awaitOutput("#0 ");
    first.interrupt();
    CommandLineRun.Finished interrupted = first.await();
    assertThat(interrupted.exitCode()).as(interrupted.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(interrupted.out()).contains("nightjar auto --data labels.tsv --budget 10m -o found");
    assertThat(folder.resolve("found/model.zip")).doesNotExist();

    CommandLineRun.Finished other =
        CommandLineRun.run(
            folder, "auto", "--data", "numbers.csv", "--budget", "10m", "-o", "found");
    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("found has the study labels of other data");

    CommandLineRun.Finished done = found(); // A smaller budget, some of which is used.
    assertThat(done.out()).doesNotContain("#0    completed");
    assertThat(folder.resolve("found/model.zip")).isRegularFile();
  }
}
