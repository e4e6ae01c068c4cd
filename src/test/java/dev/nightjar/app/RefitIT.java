package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.worker.TrainingObjectiveFactory;
import dev.nightjar.zoo.task.ModelArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The winner trained once more, on both parts, from outside: run, used, not wanted any more. */
@Timeout(300)
class RefitIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    OwnFiles.write(folder);
    Files.writeString(folder.resolve("in.txt"), "abcabc1\nxyz2\n");
    Files.writeString(
        folder.resolve("both.yaml"),
        """
        version: 1
        name: both
        task: {type: classification}
        dataset: {path: labels.tsv, text: message, label: topic}
        strategy: {type: random}
        parameters: {model.hidden_size: {type: int, min: 4, max: 16}}
        model: {embedding_size: 4}
        training: {epochs: 3, batch_size: 16}
        budget: {max_trials: 2}
        finalists: {top: 1, seeds: 2, data: training+validation}
        parallelism: 1
        """);
  }

  private CommandLineRun.Finished ok(String... args) throws Exception {
    CommandLineRun.Finished run = CommandLineRun.run(folder, args);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run;
  }

  private JsonNode json(String command) throws Exception {
    return JSON.readTree(ok(command, "both", "--format", "json").out());
  }

  private byte[] exported(String file, String... more) throws Exception {
    String[] all = new String[more.length + 6];
    System.arraycopy(
        new String[] {"export", "both", "-o", file, "--format", "nightjar"}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    ok(all);
    return Files.readAllBytes(folder.resolve(file));
  }

  private double testLoss(byte[] model) {
    String resolved = ExperimentReader.read(folder.resolve("both.yaml"), Map.of()).resolvedJson();
    return new TrainingObjectiveFactory().create(resolved).scoreTest(model).get("test.loss");
  }

  private String predicted(String model, String... more) throws Exception {
    String[] all = new String[more.length + 2];
    all[0] = "predict";
    all[1] = model;
    System.arraycopy(more, 0, all, 2, more.length);
    CommandLineRun.Finished run = CommandLineRun.runOn(folder, folder.resolve("in.txt"), all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void theWinnerTrainedOnBothPartsIsTheModelAndAloneMeetsTheTestPart() throws Exception {
    CommandLineRun.Finished run = ok("run", "both.yaml");
    assertThat(run.out())
        .contains(
            "The winner is trained once more, on the training and the validation part together: ",
            "over fresh seeds; its network was trained once more",
            "refit: the model is this configuration",
            "it has no validation score of its own",
            "the refit on the test part, scored once: test.");
    JsonNode best = json("best");
    JsonNode refit = best.get("refit");
    assertThat(refit.get("trial")).isEqualTo(best.get("number"));
    assertThat(refit.get("epochs").asInt()).isBetween(1, 3);
    assertThat(refit.get("training_loss").asDouble()).isPositive();
    assertThat(best.has("test")).as("the finalist has met the test part").isFalse();
    assertThat(json("trials").findValues("test")).isEmpty();
    assertThat(json("show").get("refit")).isEqualTo(refit);
    assertThat(ok("best", "both").out()).contains("refit: the model is this configuration");
    String index = run.lastLine().substring("report: ".length());
    assertThat(Files.readString(Path.of(index)))
        .contains("trained once more, on the validation part, too", "test.loss");

    byte[] model = exported("both.zip");
    byte[] finalist = exported("finalist.zip", "--trial", best.get("number").asText());
    assertThat(ModelArchive.read(model).interpretation())
        .as("what the training part taught to read")
        .isEqualTo(ModelArchive.read(finalist).interpretation());
    double loss = refit.get("test").get("test.loss").asDouble();
    assertThat(testLoss(model)).isCloseTo(loss, within(1e-4));
    assertThat(testLoss(finalist)).isNotCloseTo(loss, within(1e-4));
    assertThat(predicted("both", "--format", "json"))
        .isEqualTo(predicted("both.zip", "--format", "json"))
        .isNotEqualTo(
            predicted("both", "--trial", best.get("number").asText(), "--format", "json"));

    assertThat(ok("run", "both.yaml").out()).doesNotContain("The winner is trained once more");
    assertThat(json("best").get("refit")).isEqualTo(refit);

    ok("run", "both.yaml", "-S", "finalists.data=training");
    JsonNode without = json("best");
    assertThat(without.has("refit")).isFalse();
    assertThat(without.get("test").get("test.loss").asDouble())
        .isCloseTo(testLoss(finalist), within(1e-4));
  }

  @Test
  void anInterruptInTheRefitSparesTheTestPartForTheNextRun() throws Exception {
    StringBuilder many = new StringBuilder(Files.readString(folder.resolve("labels.tsv")));
    for (int i = 0; i < 4000; i++) { // So that the refit takes longer than a signal.
      many.append(i % 2 == 0 ? "early\tabcabc" : "late\txyzxyz").append(i).append('\n');
    }
    Files.writeString(folder.resolve("labels.tsv"), many);
    String[] command = {
      "run",
      "both.yaml",
      "-S",
      "budget.max_trials=1",
      "-S",
      "finalists.seeds=1",
      "-S",
      "parameters.model.hidden_size={type: int, min: 128, max: 129}"
    };
    CommandLineRun first = CommandLineRun.start(folder, command);
    first.awaitOutput("The winner is trained once more");
    first.interrupt();
    CommandLineRun.Finished interrupted = first.await();
    assertThat(interrupted.exitCode())
        .as(interrupted.out() + interrupted.err())
        .isEqualTo(ExitCode.INTERRUPTED);
    assertThat(interrupted.out())
        .contains("To continue:", "'parameters.model.hidden_size={type: int, min: 128, max: 129}'")
        .doesNotContain("test.");
    JsonNode before = json("best");
    assertThat(before.has("refit")).isFalse();
    assertThat(before.has("test")).as("the finalist is not scored in its place").isFalse();

    assertThat(ok(command).out())
        .contains("The winner is trained once more", "the refit on the test part, scored once:");
    JsonNode after = json("best");
    assertThat(after.get("number")).isEqualTo(before.get("number"));
    assertThat(after.get("refit").get("test").get("test.loss").asDouble()).isPositive();
    assertThat(after.has("test")).isFalse();
  }
}
