package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose trials run a program, from outside. */
@Timeout(300)
class CommandIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLES = Path.of(System.getProperty("nightjar.experiments"));

  @TempDir private Path folder;

  private CommandLineRun.Finished nightjar(String... args) throws Exception {
    return CommandLineRun.run(folder, args);
  }

  private JsonNode json(String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--format", "json"));
    CommandLineRun.Finished run = nightjar(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private void write(String script, String more) throws IOException {
    Files.writeString(folder.resolve("script.sh"), script);
    Files.writeString(
        folder.resolve("study.yaml"),
        """
        version: 1
        name: study
        task: {type: command, argv: [sh, script.sh, "{what}"]}
        """
            + more);
  }

  /** The processes whose ids a script has written by now, one a line. */
  private List<Long> pids() throws IOException {
    Path file = folder.resolve("pids");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(line -> Long.parseLong(line.strip())).toList()
        : List.of();
  }

  private void awaitPids(int count) throws Exception {
    while (pids().size() < count) {
      Thread.sleep(20); // the test's timeout bounds it
    }
  }

  private void awaitTheirEnd() throws Exception {
    for (long pid : pids()) {
      while (alive(pid)) { // the test's timeout bounds it
        Thread.sleep(20);
      }
    }
  }

  /** A zombie has ended too; its parent has only not looked yet. */
  private static boolean alive(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return process.get().isAlive();
    }
  }

  @Test
  void everyEndOfATrialIsTold() throws Exception {
    write(
        """
        case "$1" in
          good|better) echo 1 0.5; echo 2 0.4; echo '{"value": 0.25, "size": 7}' ;;
          fails) echo "no memory for that" >&2; exit 3 ;;
          hangs) echo $$ >> pids; sleep 1000 & echo $! >> pids; wait ;;
          worse) echo $$ >> pids; echo 1 0.9; echo 2 0.9; sleep 1000 & echo $! >> pids; wait ;;
        esac
        """,
        """
        parameters: {what: {values: [good, better, worse, hangs, fails]}}
        strategy: {type: grid}
        pruner: {type: median, min_trials: 1, min_epochs: 2}
        budget: {max_trial_duration: 8s}
        parallelism: 1
        seed: 42
        """);
    CommandLineRun.Finished run = nightjar("run", "study.yaml");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("best: trial #").doesNotContain("on the test part");

    Map<String, JsonNode> trials = new HashMap<>();
    json("trials", "study")
        .forEach(trial -> trials.put(trial.get("parameters").get("what").asText(), trial));
    assertThat(trials).hasSize(5);
    assertThat(trials.get("fails").get("cause").asText())
        .isEqualTo("the program exited with code 3; its last words: no memory for that");
    assertThat(trials.get("hangs").get("cause").asText())
        .isEqualTo("exceeded max_trial_duration of 8s");
    assertThat(trials.get("worse").get("cause").asText())
        .startsWith("at epoch 2 its best value 0.9 is worse than 0.4, the median of ");
    assertThat(trials.get("hangs").get("state").asText()).isEqualTo("failed");
    assertThat(trials.get("worse").get("state").asText()).isEqualTo("pruned");
    for (String good : List.of("good", "better")) {
      assertThat(trials.get(good).get("state").asText()).isEqualTo("completed");
      assertThat(trials.get(good).get("metrics").get("size").asDouble()).isEqualTo(7);
    }
    assertThat(json("best", "study").get("value").asDouble()).isEqualTo(0.25);
    awaitTheirEnd();

    Path report = Path.of(run.lastLine().substring("report: ".length()));
    assertThat(Files.readString(report)).contains("study", "the program exited with code 3");
    int failed = trials.get("fails").get("number").asInt();
    try (Stream<Path> pages = Files.list(report.resolveSibling("trials"))) {
      assertThat(pages).hasSize(5);
    }
    try (Stream<Path> pages = Files.list(report.resolveSibling("trials"))) {
      Path page =
          pages
              .filter(p -> p.getFileName().toString().matches("0*" + failed + "\\.html"))
              .findFirst()
              .orElseThrow();
      assertThat(Files.readString(page)).contains("no memory for that");
    }
    for (String command : List.of("predict", "sample", "export")) {
      List<String> args = new ArrayList<>(List.of(command, "study"));
      if (command.equals("export")) {
        args.addAll(List.of("-o", "model.zip"));
      }
      CommandLineRun.Finished refused = nightjar(args.toArray(String[]::new));
      assertThat(refused.exitCode()).as(command).isEqualTo(2);
      assertThat(refused.err()).contains("study has the task command", "no model");
    }
    assertThat(nightjar("run", "study.yaml").out()).contains("Every configuration");
  }

  @Test
  void whoeverEndsTheSearchEndsItsPrograms() throws Exception {
    write(
        "echo $$ >> pids; sleep 1000 & echo $! >> pids; wait",
        "parameters: {what: {values: [a, b]}}\nparallelism: 2\n");
    for (String signal : List.of("KILL", "TERM")) {
      Files.deleteIfExists(folder.resolve("pids"));
      CommandLineRun run = CommandLineRun.start(folder, "run", "study.yaml");
      awaitPids(4);
      run.signal(signal);
      assertThat(run.await().exitCode()).isEqualTo(signal.equals("TERM") ? 130 : 137);
      awaitTheirEnd();
    }
  }

  @Test
  void aProgramThatIsNotThereIsToldBeforeAnyTrial() throws Exception {
    Files.writeString(
        folder.resolve("study.yaml"),
        """
        version: 1
        name: study
        task: {type: command, argv: [./train.sh]}
        parameters: {x: {type: float, min: 0, max: 1}}
        """);
    for (String command : List.of("validate", "run")) {
      CommandLineRun.Finished refused = nightjar(command, "study.yaml");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains("study.yaml: there is no program ", "train.sh; its path is relative to");
    }
  }

  @Test
  void aSearchOfFailingProgramsStops() throws Exception {
    write(
        "exit 3",
        """
        parameters: {what: {type: int, min: 1, max: 1000}}
        budget: {max_trials: 100, max_consecutive_failures: 3}
        parallelism: 1
        """);
    CommandLineRun.Finished run = nightjar("run", "study.yaml");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(json("trials", "study")).hasSize(3);
  }

  @Test
  void theExampleInShell() throws Exception {
    example("command-shell");
  }

  @Test
  @Tag("integration")
  void theExampleInPython() throws Exception {
    example("command-python");
  }

  @Test
  void theDocumentShowsTheExampleAsItIs() throws Exception {
    String document = Files.readString(EXAMPLES.resolveSibling("src/docs/command.md"));
    String example = Files.readString(EXAMPLES.resolve("command-python.yaml"));
    assertThat(document).contains(example.substring(example.indexOf("version: 1")));
    assertShows(document, "for step in", "command/train.py");
    assertShows(document, "x=$((", "command/train.sh");
  }

  /** The lines of a listing are those of a file; where some are left out there are dots. */
  private static void assertShows(String document, String beginning, String file)
      throws IOException {
    List<String> lines = Files.readAllLines(EXAMPLES.resolve(file));
    String listing = document.substring(document.indexOf(beginning)).split("\n```", 2)[0];
    assertThat(listing.lines().filter(line -> !line.strip().equals("...")))
        .hasSizeGreaterThan(2)
        .allMatch(line -> lines.stream().anyMatch(l -> l.strip().startsWith(line.strip())));
  }

  private void example(String name) throws Exception {
    String file = EXAMPLES.resolve(name + ".yaml").toString();
    CommandLineRun.Finished valid = nightjar("validate", file);
    assertThat(valid.exitCode()).as(valid.err()).isZero();
    assertThat(valid.out()).contains("of a program that is there");
    CommandLineRun.Finished run = nightjar("run", file, "--max-trials", "8", "--parallelism", "1");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    JsonNode trials = json("trials", name);
    assertThat(trials).hasSize(8);
    for (JsonNode trial : trials) {
      assertThat(trial.get("state").asText()).as(trial.toString()).isIn("completed", "pruned");
      assertThat(trial.get("epochs").asInt()).isPositive();
    }
  }

  @Test
  void theSameSeedGivesTheSameTrials() throws Exception {
    String file = EXAMPLES.resolve("command-shell.yaml").toString();
    List<List<String>> runs = new ArrayList<>();
    for (String storage : List.of("one", "two")) {
      String url = "jdbc:h2:file:./" + storage;
      nightjar("run", file, "--max-trials", "4", "--seed", "1", "--storage", url);
      List<String> trials = new ArrayList<>();
      json("trials", "command-shell", "--storage", url)
          .forEach(t -> trials.add(t.get("parameters") + " " + t.get("value") + t.get("seed")));
      runs.add(trials);
    }
    assertThat(runs.get(0)).hasSize(4).isEqualTo(runs.get(1));
  }
}
