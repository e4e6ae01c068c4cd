package dev.nightjar.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application on a real Spark: started by spark-submit, its trials in executors. */
@Tag("integration")
class SparkIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LIMIT_SECONDS = 240;

  @TempDir private Path folder;

  @TempDir private Path sparkFolder;

  @BeforeEach
  void writeFiles() throws IOException {
    // A trial's curve is flat. After its first step it waits until the test lets everybody go.
    Files.writeString(
        folder.resolve("trial.sh"),
        """
        echo "1 $NIGHTJAR_PARAM_X"
        : > "began-$NIGHTJAR_TRIAL"
        while [ ! -e go ]; do sleep 0.1; done
        for step in 2 3 4; do echo "$step $NIGHTJAR_PARAM_X"; done
        echo "{\\"value\\": $NIGHTJAR_PARAM_X}"
        """);
    Files.writeString(
        folder.resolve("lost.yaml"),
        """
        version: 1
        name: lost
        task: {type: command, argv: [sh, trial.sh]}
        strategy: {type: random}
        parameters: {x: {type: int, min: 0, max: 1000}}
        enqueue: [{x: 1}, {x: 2}, {x: 3}, {x: 900}, {x: 901}, {x: 902}, {x: 903}]
        pruner: {type: median, min_trials: 2, min_epochs: 2}
        budget: {max_trials: 7}
        executor: {type: spark, slots: 2}
        """);
    Files.writeString(
        folder.resolve("same.yaml"),
        """
        version: 1
        name: same
        task: {type: language-model}
        dataset: {builtin: reber}
        strategy: {type: random}
        parameters:
          model.cell_type: {values: [lstm, gru]}
          model.hidden_size: {type: int, min: 4, max: 8}
        model: {embedding_size: 4}
        training: {epochs: 1, batch_size: 64}
        budget: {max_trials: 3}
        executor: {type: spark, master: "local[2]", slots: 2}
        """);
  }

  @Test
  void aTrialWhoseExecutorIsKilledRunsAgainAndOthersArePruned() throws Exception {
    try (SparkCluster spark = SparkCluster.installed(sparkFolder)) {
      spark.start(2);
      Process driver =
          spark.submit(
              folder, "driver", submission("lost.yaml", "-S", "executor.master=" + spark.master()));
      awaitFile("began-0", driver);
      awaitFile("began-1", driver);
      assertThat(spark.executors()).hasSize(2);
      ProcessHandle victim = spark.executors().get(0);
      List<ProcessHandle> started = victim.descendants().toList();
      assertThat(started).as("what the executor has started").isNotEmpty();
      victim.destroyForcibly();
      for (ProcessHandle orphan : started) {
        orphan.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      Files.createFile(folder.resolve("go"));
      assertExit(driver, 0);

      List<JsonNode> trials = trials("lost", "runs/nightjar");
      assertThat(trials).hasSize(7);
      assertThat(trials.stream().map(t -> t.get("attempt").intValue()).filter(n -> n == 2))
          .as("attempts of %s", trials)
          .hasSize(1);
      // The first two that end complete; the third of these may meet a median that is better.
      assertThat(states(trials.subList(0, 3)))
          .isSubsetOf("completed", "pruned")
          .filteredOn("completed"::equals)
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(states(trials.subList(3, 7))).containsOnly("pruned");
      assertThat(trials).allMatch(t -> t.get("worker").textValue().contains("/executor-"));
    }
  }

  @Test
  void onSparkTheTrialsAreThoseOfThisHost() throws Exception {
    try (SparkCluster spark = SparkCluster.installed(sparkFolder)) {
      assertExit(spark.submit(folder, "driver", submission("same.yaml")), 0);
      Process here =
          nightjar(
              "run",
              "same.yaml",
              "-S",
              "executor={type: local}",
              "--parallelism",
              "1",
              "--storage",
              "jdbc:h2:file:./here/db");
      assertExit(here, 0);
      assertThat(essence(trials("same", "runs/nightjar")))
          .hasSize(3)
          .isEqualTo(essence(trials("same", "here/db")));
    }
  }

  @Test
  void startedOtherwiseItSaysHow() throws Exception {
    Process here = nightjar("run", "same.yaml");
    assertExit(here, 2);
    assertThat(Files.readString(folder.resolve("here.log")))
        .contains("error: executor spark is not part of this program; start it by spark-submit");
  }

  private static List<String> submission(String... arguments) {
    Path jar = Path.of(System.getProperty("nightjar.jar"));
    String jars =
        Stream.concat(
                files(jar.resolveSibling("lib")),
                Stream.ofNullable(System.getProperty("nightjar.spark.jar")).map(Path::of))
            .map(Path::toString)
            .collect(Collectors.joining(","));
    List<String> all =
        new ArrayList<>(
            List.of(
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--class",
                "dev.nightjar.app.Nightjar"));
    if (!jars.isEmpty()) {
      all.addAll(List.of("--jars", jars));
    }
    all.addAll(List.of(jar.toString(), "run"));
    all.addAll(List.of(arguments));
    return all;
  }

  private static Stream<Path> files(Path directory) {
    try {
      return Files.isDirectory(directory) ? Files.list(directory) : Stream.of();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The application without Spark; what it writes is in {@code here.log}. */
  private Process nightjar(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("nightjar.jar")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("here.log").toFile())
        .start();
  }

  private void awaitFile(String name, Process driver) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Files.exists(folder.resolve(name))) {
      assertThat(driver.isAlive() && System.nanoTime() < deadline)
          .as("%s in time; %s", name, logs())
          .isTrue();
      Thread.sleep(50);
    }
  }

  private void assertExit(Process process, int code) throws Exception {
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
          .as("in time; %s", logs())
          .isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(logs()).isEqualTo(code);
  }

  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("driver.log", "here.log")) {
      Path log = folder.resolve(name);
      if (Files.exists(log)) {
        all.append(name).append(":\n").append(Files.readString(log));
      }
    }
    return all.toString();
  }

  private List<JsonNode> trials(String study, String database) throws Exception {
    Process process =
        nightjar("trials", study, "--format", "json", "--storage", "jdbc:h2:file:./" + database);
    assertExit(process, 0);
    JsonNode array = JSON.readTree(folder.resolve("here.log").toFile());
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<String> states(List<JsonNode> trials) {
    return trials.stream().map(t -> t.get("state").textValue()).toList();
  }

  /** What must be equal, wherever trials run. */
  private static List<String> essence(List<JsonNode> trials) {
    return trials.stream()
        .map(
            t ->
                t.get("number")
                    + " "
                    + t.get("seed")
                    + " "
                    + t.get("parameters")
                    + " "
                    + t.get("state")
                    + " "
                    + t.get("value"))
        .toList();
  }
}
