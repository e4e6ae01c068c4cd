package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.zoo.data.LabelledFileSpec;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {

  @TempDir private Path folder;

  private Path written(String name, String... options) {
    Path file = folder.resolve(name);
    String[] args = new String[options.length + 2];
    args[0] = "init";
    args[1] = file.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    CommandRun run = CommandRun.of(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return file;
  }

  private static Experiment read(Path file) {
    return ExperimentReader.read(file, Map.of());
  }

  @Test
  void theFourKindsOfOwnFilesAreAccepted() throws IOException {
    Map<String, TaskType> tasks =
        Map.of(
            "text.txt", TaskType.LANGUAGE_MODEL,
            "labels.tsv", TaskType.CLASSIFICATION,
            "numbers.csv", TaskType.FORECASTING,
            "music.json", TaskType.POLYPHONIC);
    OwnFiles.write(folder);
    for (Map.Entry<String, TaskType> own : tasks.entrySet()) {
      Path data = folder.resolve(own.getKey());
      Path file = written("in/" + own.getKey() + ".yaml", "--data", data.toString());
      assertThat(Files.readString(file)).contains("path: ../" + own.getKey(), "# - ");
      assertThat(read(file).training().type()).isEqualTo(own.getValue());
      assertThat(read(file).training().dataset().path()).contains(data);
      CommandRun valid = CommandRun.of("validate", file.toString());
      assertThat(valid.exitCode()).as(valid.err()).isZero();
    }
  }

  @Test
  void withoutDataEveryTaskHasItsOwn() {
    for (TaskType task : TaskType.values()) {
      Path file = written(task.label() + ".yaml", "--task", task.label(), "--name", "mine");
      assertThat(read(file).training().type()).isEqualTo(task);
      assertThat(read(file).name()).isEqualTo("mine");
    }
  }

  /** Whatever columns are called, the file is the file that was meant. */
  @Test
  void strangeNamesStayNames() throws IOException {
    StringBuilder rows = new StringBuilder("\"no: [\n# \"\"x\"\"\u0085\",\"true\"\n");
    for (int i = 0; i < 20; i++) {
      rows.append("some text ").append(i).append(",label").append(i % 2).append('\n');
    }
    Path data = Files.writeString(folder.resolve("my data # 1.csv"), rows);
    Path file = written("a b.yaml", "--data", data.toString());
    LabelledFileSpec spec = (LabelledFileSpec) read(file).training().dataset();
    assertThat(spec.textColumn()).isEqualTo("no: [\n# \"x\"\u0085");
    assertThat(spec.labelColumn()).isEqualTo("true");
    assertThat(spec.file()).isEqualTo(data);
    assertThat(read(file).name()).isEqualTo("a-b");
  }

  @Test
  void nothingIsOverwrittenUnasked() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");
    CommandRun refused = CommandRun.of("init", file.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("is there already", "--force");
    assertThat(Files.readString(file)).isEqualTo("mine");
    assertThat(read(written("mine.yaml", "--force")).name()).isEqualTo("mine");
  }

  @Test
  void mistakesAreExplainedAndLeaveNoFile() throws IOException {
    Path file = folder.resolve("new.yaml");
    Path data = Files.writeString(folder.resolve("odd.csv"), "a,b\nx,y\nz,w\n");
    assertThat(CommandRun.of("init", file.toString(), "--task", "regresion").err())
        .contains("--task should be classification, language-model, ", "not regresion");
    assertThat(CommandRun.of("init", file.toString(), "--data", data.toString()).err())
        .contains("\"a\" (2 different texts), \"b\" (2 different texts)");
    assertThat(CommandRun.of("init", file.toString(), "--target", "b").err())
        .contains("--target names a column of your own data");
    assertThat(CommandRun.of("init", file.toString(), "--name", "a b").err())
        .contains("\"a b\" is no name for a study");
    Path few = Files.writeString(folder.resolve("few.tsv"), "text\tlabel\nx\ta\ny\ta\nz\tb\nu\ta");
    assertThat(CommandRun.of("init", file.toString(), "--data", few.toString()).err())
        .contains("cannot be learned from", "the label \"b\" has one example only");
    Path newest =
        Files.writeString(folder.resolve("newest.csv"), "Date,Close\n2024-01-02,1\n2024-01-01,2\n");
    CommandRun disorder = CommandRun.of("init", file.toString(), "--data", newest.toString());
    assertThat(disorder.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(disorder.err())
        .contains("newest.csv:3: \"Date\" is 2024-01-01, which does not come after 2024-01-02");
    assertThat(file).doesNotExist();
  }

  @Test
  void programsGetWhatWasFound() throws IOException {
    OwnFiles.write(folder);
    JsonNode json =
        CommandRun.of(
                "init",
                folder.resolve("n.yaml").toString(),
                "--data",
                folder.resolve("numbers.csv").toString(),
                "--format",
                "json")
            .json();
    assertThat(json.get("task").asText()).isEqualTo("forecasting");
    assertThat(json.get("reasons")).isNotEmpty();
    assertThat(json.get("train").asLong()).isPositive();
  }
}
