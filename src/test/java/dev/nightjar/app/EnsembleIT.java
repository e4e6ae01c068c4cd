package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.zoo.task.ModelArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Networks that answer together, from outside: run, used, and not wanted any more. */
@Timeout(300)
class EnsembleIT {

  @TempDir private Path folder;

  /** A noisy series, on which small networks of different shapes err differently. */
  @BeforeEach
  void writeFiles() throws Exception {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("sales\n");
    StringBuilder past = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      String value = String.format(Locale.ROOT, "%.3f", Math.sin(i / 3.0) + random.nextGaussian());
      rows.append(value).append('\n');
      past.append(i < 8 ? value + " " : "");
    }
    Files.writeString(folder.resolve("noisy.csv"), rows);
    Files.writeString(folder.resolve("in.txt"), past + "\n");
    Files.writeString(
        folder.resolve("together.yaml"),
        """
        version: 1
        name: together
        task: {type: forecasting}
        dataset: {path: noisy.csv, target: sales, window: 8, horizon: 2}
        strategy: {type: random}
        parameters:
          model.cell_type: {values: [lstm, gru, rnn]}
          model.hidden_size: {type: int, min: 4, max: 16}
          training.learning_rate: {type: float, min: 0.003, max: 0.03, log: true}
        training: {epochs: 4, batch_size: 16}
        budget: {max_trials: 6}
        ensemble: {size: 8}
        parallelism: 1
        """);
  }

  private CommandLineRun.Finished ok(String... args) throws Exception {
    CommandLineRun.Finished run = CommandLineRun.run(folder, args);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run;
  }

  private JsonNode best() throws Exception {
    return new ObjectMapper().readTree(ok("best", "together", "--format", "json").out());
  }

  private String predicted(String model) throws Exception {
    return CommandLineRun.runOn(folder, folder.resolve("in.txt"), "predict", model).out();
  }

  @Test
  void theMeanOfSomeIsTheModelIfItIsBetterAndIsScoredInTheWinnersPlace() throws Exception {
    CommandLineRun.Finished run = ok("run", "together.yaml");
    JsonNode ensemble = best().get("ensemble");
    assertThat(ensemble.get("used").asBoolean()).as(ensemble.toString()).isTrue();
    assertThat(ensemble.get("value").asDouble()).isLessThan(ensemble.get("single").asDouble());
    assertThat(ensemble.get("members").size()).isGreaterThan(1);
    assertThat(ensemble.get("test").has("test.mse")).isTrue();
    assertThat(best().has("test")).as("the winner alone has met the test part").isFalse();
    assertThat(run.out())
        .contains("ensemble: the model is the mean of #", "on the test part, scored once: test.");
    String index = run.lastLine().substring("report: ".length());
    assertThat(Files.readString(Path.of(index))).contains("test.mse");

    ok("export", "together", "-o", "model.zip", "--format", "nightjar");
    ModelArchive archive = ModelArchive.read(Files.readAllBytes(folder.resolve("model.zip")));
    assertThat(archive.networks()).hasSameSizeAs(ensemble.get("members"));
    assertThat(predicted("model.zip")).isEqualTo(predicted("together")).contains("\t");
    CommandLineRun.Finished dl4j =
        CommandLineRun.run(folder, "export", "together", "-o", "dl4j.zip");
    assertThat(dl4j.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(dl4j.err()).contains("an ensemble of", "use --format nightjar");
    ok("export", "together", "--trial", best().get("number").asText(), "-o", "dl4j.zip");

    ok("run", "together.yaml"); // Of the same networks it is the same.
    assertThat(best().get("ensemble")).isEqualTo(ensemble);

    ok("run", "together.yaml", "-S", "ensemble.size=0");
    assertThat(best().has("ensemble")).isFalse();
    assertThat(best().get("test").has("test.mse")).isTrue();
  }

  @Test
  void ofOneNetworkItIsTheBestOnTheValidationPartWhoeverWins() throws Exception {
    String[] options = {
      "-S", "ensemble.size=1", "-S", "finalists.top=2", "-S", "finalists.seeds=1"
    };
    String[] run = {"run", "together.yaml", "", "", "", "", "", ""};
    System.arraycopy(options, 0, run, 2, options.length);
    CommandLineRun.Finished done = ok(run);
    JsonNode winner = best();
    JsonNode least = winner;
    for (JsonNode trial :
        new ObjectMapper().readTree(ok("trials", "together", "--format", "json").out())) {
      if (trial.get("value").asDouble() < least.get("value").asDouble()) {
        least = trial;
      }
    }
    ok("export", "together", "-o", "dl4j.zip"); // One network can always be.
    ok("export", "together", "-o", "model.zip", "--format", "nightjar");
    ok(
        "export",
        "together",
        "--trial",
        least.get("number").asText(),
        "-o",
        "least.zip",
        "--format",
        "nightjar");
    assertThat(predicted("model.zip")).isEqualTo(predicted("least.zip"));
    boolean anothers = !least.get("number").equals(winner.get("number"));
    assertThat(winner.get("ensemble").get("used").asBoolean()).isEqualTo(anothers);
    assertThat(winner.has("test")).as("only the model meets the test part").isEqualTo(!anothers);
    assertThat(winner.get("ensemble").get("test").has("test.mse")).isEqualTo(anothers);
    assertThat(done.out().contains("the model is that of trial #" + least.get("number").asText()))
        .isEqualTo(anothers);
  }
}
