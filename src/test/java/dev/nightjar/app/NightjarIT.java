package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product from outside: files in, processes run, tables, reports and exit codes out. */
class NightjarIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    // Three made-up languages that differ in their letters; easy enough to learn in a second.
    Random random = new Random(1);
    String[] alphabets = {"abcde", "fghij", "klmno"};
    StringBuilder rows = new StringBuilder("label\ttext\n");
    for (int i = 0; i < 180; i++) {
      int label = i % 3;
      StringBuilder word = new StringBuilder();
      int length = 3 + random.nextInt(6);
      for (int j = 0; j < length; j++) {
        String letters = random.nextInt(10) == 0 ? "pqrst" : alphabets[label];
        word.append(letters.charAt(random.nextInt(5)));
      }
      rows.append("language-").append(label).append('\t').append(word).append(i).append('\n');
    }
    Files.writeString(folder.resolve("words.tsv"), rows);
  }

  private Path experiment(int trials, int epochs) throws IOException {
    return Files.writeString(
        folder.resolve("words.yaml"),
        """
        version: 1
        name: words
        task: {type: classification}
        dataset: {path: words.tsv, format: tsv}
        objective: {metric: validation.loss, goal: minimize}
        strategy: {type: bayesian}
        parameters:
          model.cell_type: {values: [rnn, lstm, gru]}
          model.hidden_size: {type: int, min: 4, max: 32, log: true}
          model.num_layers: {type: int, min: 1, max: 2}
          model.dropout: {type: float, min: 0.0, max: 0.3, when: {model.num_layers: [2]}}
          training.learning_rate: {type: float, min: 1e-3, max: 1e-1, log: true}
        model: {embedding_size: 8}
        training: {epochs: %d, batch_size: 16}
        budget: {max_trials: %d}
        parallelism: 1
        seed: 5
        """
            .formatted(epochs, trials));
  }

  private JsonNode json(String... args) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--format", "json"));
    CommandLineRun.Finished run = CommandLineRun.run(folder, all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  /** What must be equal between runs of the same file and seed. */
  private static List<String> essence(JsonNode trials) {
    return StreamSupport.stream(trials.spliterator(), false)
        .map(
            t ->
                t.get("number")
                    + " "
                    + t.get("state")
                    + " "
                    + t.get("parameters")
                    + " "
                    + t.get("value")
                    + " "
                    + t.get("metrics")
                    + " "
                    + t.get("epochs")
                    + " "
                    + t.get("seed"))
        .collect(Collectors.toList());
  }

  @Test
  void fromFileToReport() throws Exception {
    experiment(4, 3);
    CommandLineRun.Finished run = CommandLineRun.run(folder, "run", "words.yaml");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("best: trial #", "on the test part, scored once:");
    assertThat(run.lastLine()).startsWith("report: ");
    Path index = Path.of(run.lastLine().substring("report: ".length()));
    assertThat(index).exists();
    assertThat(Files.readString(index))
        .contains("words", "validation.loss", "id=\"winner-confusion\"", "id=\"winner-mistakes\"");

    JsonNode trials = json("trials", "words");
    assertThat(trials).hasSize(4);
    for (JsonNode trial : trials) {
      assertThat(trial.fieldNames())
          .toIterable()
          .contains("number", "state", "value", "parameters", "epochs", "seconds", "seed");
      assertThat(trial.get("state").asText()).isEqualTo("completed");
      assertThat(trial.get("epochs").asInt()).isBetween(1, 3);
    }
    JsonNode best = json("best", "words");
    double minimum = Double.MAX_VALUE;
    int scored = 0;
    for (JsonNode trial : trials) {
      minimum = Math.min(minimum, trial.get("value").asDouble());
      scored += trial.has("test") ? 1 : 0;
    }
    assertThat(best.get("value").asDouble()).isEqualTo(minimum);
    assertThat(scored).as("trials scored on the test part").isEqualTo(1);
    assertThat(best.get("test").get("test.accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(json("list").get(0).get("trials").get("completed").asInt()).isEqualTo(4);
    assertThat(CommandLineRun.run(folder, "trials", "words").out()).contains("cell_type", "n/a");
    assertThat(CommandLineRun.run(folder, "list").out()).contains("words");

    CommandLineRun.Finished report = CommandLineRun.run(folder, "report", "words", "-o", "site");
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(folder.resolve("site/index.html")).exists();

    CommandLineRun.Finished again = CommandLineRun.run(folder, "run", "words.yaml");
    assertThat(again.exitCode()).isZero();
    assertThat(essence(json("trials", "words"))).isEqualTo(essence(trials));
  }

  @Test
  void sameFileAndSeedGiveTheSameTrialsToTheLastBitAndAnotherSeedDoesNot() throws Exception {
    experiment(12, 2);
    for (String storage : List.of("one", "two")) {
      CommandLineRun.Finished run =
          CommandLineRun.run(
              folder, "run", "words.yaml", "-q", "--storage", "jdbc:h2:file:./" + storage + "/db");
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    CommandLineRun.run(
        folder, "run", "words.yaml", "-q", "--seed", "6", "--storage", "jdbc:h2:file:./three/db");
    List<String> one = essence(json("trials", "words", "--storage", "jdbc:h2:file:./one/db"));
    List<String> two = essence(json("trials", "words", "--storage", "jdbc:h2:file:./two/db"));
    List<String> three = essence(json("trials", "words", "--storage", "jdbc:h2:file:./three/db"));
    assertThat(one).hasSize(12).isEqualTo(two);
    assertThat(three).hasSize(12).doesNotContainAnyElementsOf(one);
  }

  @Test
  void aKilledSearchLosesNothingAndIsContinued() throws Exception {
    experiment(8, 4);
    CommandLineRun.Finished whole =
        CommandLineRun.run(
            folder, "run", "words.yaml", "-q", "--storage", "jdbc:h2:file:./whole/db");
    assertThat(whole.exitCode()).as(whole.err()).isZero();

    CommandLineRun killed = CommandLineRun.start(folder, "run", "words.yaml");
    killed.awaitOutput("#2 ");
    List<ProcessHandle> workers = killed.handle().descendants().toList();
    killed.signal("KILL");
    String reported = killed.await().out();
    for (ProcessHandle worker : workers) {
      worker.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
    }
    JsonNode left = json("trials", "words");
    for (int number = 0; reported.contains("#" + number + " "); number++) {
      assertThat(left.get(number).get("state").asText())
          .as("trial " + number + " was reported finished")
          .isEqualTo("completed");
    }
    CommandLineRun.Finished resumed = CommandLineRun.run(folder, "run", "words.yaml");
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(essence(json("trials", "words")))
        .isEqualTo(essence(json("trials", "words", "--storage", "jdbc:h2:file:./whole/db")));
  }

  @Test
  void interruptSavesAndSaysHowToContinue() throws Exception {
    experiment(100_000, 4); // More than end while two further commands are run.
    CommandLineRun run = CommandLineRun.start(folder, "run", "words.yaml");
    run.awaitOutput("#1 ");
    JsonNode whileRunning = json("trials", "words");
    assertThat(whileRunning.size()).isGreaterThanOrEqualTo(2);
    CommandLineRun.Finished second = CommandLineRun.run(folder, "run", "words.yaml");
    assertThat(second.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(second.err()).contains("is being run by process " + run.handle().pid());
    run.interrupt();
    CommandLineRun.Finished end = run.await();
    assertThat(end.exitCode()).as(end.out() + end.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(end.out()).contains("To continue:", "nightjar run words.yaml", "report: ");
    JsonNode trials = json("trials", "words");
    assertThat(trials.findValuesAsText("state")).doesNotContain("running");
    CommandLineRun.Finished more =
        CommandLineRun.run(
            folder, "run", "words.yaml", "--max-trials", Integer.toString(trials.size() + 1));
    assertThat(more.exitCode()).as(more.out() + more.err()).isZero();
    assertThat(json("trials", "words")).hasSize(trials.size() + 1);
  }

  @Test
  void noTemporaryFilesAreLeftByAnEndAnInterruptOrAResume() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    experiment(100_000, 4);
    CommandLineRun terminated =
        CommandLineRun.startWithTemporaryFilesIn(temporary, folder, "run", "words.yaml");
    terminated.awaitOutput("#1 ");
    assertThat(temporary).isNotEmptyDirectory();
    terminated.signal("TERM");
    CommandLineRun.Finished end = terminated.await();
    assertThat(end.exitCode()).as(end.out() + end.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(end.out()).contains("To continue:", "nightjar run words.yaml", "report: ");
    assertThat(temporary).isEmptyDirectory();

    int begun = json("trials", "words").size();
    CommandLineRun killed =
        CommandLineRun.startWithTemporaryFilesIn(temporary, folder, "run", "words.yaml");
    killed.awaitOutput("#" + (begun + 1) + " ");
    killed.signal("KILL");
    killed.await();
    String trials = Integer.toString(json("trials", "words").size() + 1);
    CommandLineRun.Finished resumed =
        CommandLineRun.startWithTemporaryFilesIn(
                temporary, folder, "run", "words.yaml", "--max-trials", trials)
            .await();
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aChangedDefinitionIsRefusedAndFreshKeepsTheOldStudy() throws Exception {
    experiment(2, 2);
    assertThat(CommandLineRun.run(folder, "run", "words.yaml", "-q").exitCode()).isZero();
    experiment(2, 3);
    CommandLineRun.Finished changed = CommandLineRun.run(folder, "run", "words.yaml");
    assertThat(changed.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(changed.err()).contains("training.epochs", "2 → 3", "--fresh");
    CommandLineRun.Finished fresh = CommandLineRun.run(folder, "run", "words.yaml", "--fresh");
    assertThat(fresh.exitCode()).as(fresh.out() + fresh.err()).isZero();
    assertThat(json("list")).hasSize(2);
  }

  @Test
  void mistakesAreExplainedWithoutAStackTrace() throws Exception {
    Files.writeString(folder.resolve("bad.yaml"), "version: 1\nnaem: x\nseed: many\n");
    CommandLineRun.Finished bad = CommandLineRun.run(folder, "validate", "bad.yaml");
    assertThat(bad.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(bad.err()).contains("bad.yaml:2:1", "naem", "name").doesNotContain("\tat ");

    experiment(2, 2);
    Files.writeString(folder.resolve("words.tsv"), "label\ttext\na\tone\na\ttwo\nb\tthree\n");
    CommandLineRun.Finished once = CommandLineRun.run(folder, "run", "words.yaml");
    assertThat(once.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(once.err()).contains("words.tsv").doesNotContain("\tat ");

    CommandLineRun.Finished none = CommandLineRun.run(folder, "trials", "words");
    assertThat(none.exitCode()).isNotZero();
    assertThat(none.err()).contains("nightjar run").doesNotContain("\tat ");
    assertThat(folder.resolve("runs")).doesNotExist();

    CommandLineRun.Finished usage = CommandLineRun.run(folder, "rnu", "words.yaml");
    assertThat(usage.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(usage.err()).contains("run").doesNotContain("\tat ");
  }

  @Test
  void everyTrialFailingEndsWithCodeFour() throws Exception {
    Path file = experiment(30, 3);
    // Weight decay of 1 at a rate of hundreds makes the weights overflow within a few steps.
    Files.writeString(
        file,
        Files.readString(file)
            .replace("min: 1e-3, max: 1e-1", "min: 500, max: 1000")
            .replace("batch_size: 16}", "batch_size: 16, optimizer: adamw, weight_decay: 1.0}")
            .replace("max_trials: 30}", "max_trials: 30, max_consecutive_failures: 3}"));
    CommandLineRun.Finished run = CommandLineRun.run(folder, "run", "words.yaml");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
    assertThat(run.out()).contains("failed", "diverged at epoch ");
    assertThat(json("trials", "words")).hasSize(3);
  }

  @Test
  void theDistributionRunsFromWhereverItIsUnpacked() throws Exception {
    Path zip = Path.of(System.getProperty("nightjar.zip"));
    CommandLineRun.Finished unpacked =
        CommandLineRun.launch(
                folder,
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                    "xf",
                    zip.toString()))
            .await();
    assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
    Path launcher;
    try (var found = Files.find(folder, 3, (p, a) -> p.endsWith("bin/nightjar"))) {
      launcher = found.findFirst().orElseThrow();
    }
    Path readme = launcher.getParent().resolveSibling("README.md");
    assertThat(DocumentLinksTest.links(readme))
        .allSatisfy(link -> assertThat(readme.resolveSibling(link)).exists());
    CommandLineRun.Finished validated =
        CommandLineRun.launch(
                folder,
                List.of(
                    "sh",
                    launcher.toString(),
                    "validate",
                    readme.resolveSibling("experiments/command-shell.yaml").toString()))
            .await();
    assertThat(validated.exitCode()).as(validated.err()).isZero();
    experiment(1, 1);
    CommandLineRun.Finished run =
        CommandLineRun.launch(folder, List.of("sh", launcher.toString(), "run", "words.yaml", "-q"))
            .await();
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @Test
  void dryRunTrainsNothing() throws Exception {
    experiment(2, 2);
    CommandLineRun.Finished run = CommandLineRun.run(folder, "run", "words.yaml", "--dry-run");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("model.cell_type", "5 parameters")
        .containsPattern(
            "An epoch of them takes about (\\d+\\.\\d+, ){4}\\d+\\.\\d+ s\\. 2 trials like these");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void noColorIsWrittenWhereSomebodyWantsNone() throws Exception {
    Map<String, String> forced = Map.of("CLICOLOR_FORCE", "1");
    Map<String, String> none = Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1");
    assertThat(CommandLineRun.startWith(forced, folder, "run", "--help").await().out())
        .contains("\u001b[");
    assertThat(CommandLineRun.startWith(none, folder, "run", "--help").await().out())
        .contains("--dry-run")
        .doesNotContain("\u001b");
  }

  @Test
  void theSchemaIsPrinted() throws Exception {
    CommandLineRun.Finished run = CommandLineRun.run(folder, "schema");
    assertThat(run.exitCode()).isZero();
    assertThat(JSON.readTree(run.out()).has("$schema")).isTrue();
  }
}
