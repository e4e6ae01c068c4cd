package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shell scripts as programs, run by real workers. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandWorkerTest {

  private static final Configuration CONFIGURATION =
      new Configuration(Map.of("rate", 0.5, "word", "a b; $(exit 9) '*"));

  @TempDir private Path folder;

  /** What a trial reported and how it ended. */
  private record Run(List<EpochReport> steps, Evaluation evaluation) {
    Result result() {
      assertThat(evaluation).isInstanceOf(Evaluation.Finished.class);
      return ((Evaluation.Finished) evaluation).result();
    }

    String cause() {
      assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
      return ((Evaluation.Failed) evaluation).cause();
    }

    String log() {
      return evaluation.attachments().stream()
          .filter(a -> a.name().equals(Attachment.LOG))
          .map(Attachment::asText)
          .findFirst()
          .orElse("");
    }
  }

  private Experiment experiment(String argv) throws IOException {
    return ExperimentReader.read(
        Files.writeString(
            folder.resolve("experiment.yaml"),
            """
            version: 1
            name: program
            task: {type: command, argv: [%s], env: {OWN: "rate {rate}"}}
            parameters:
              rate: {type: float, min: 0, max: 1}
              word: {values: [a]}
            """
                .formatted(argv)),
        Map.of());
  }

  private WorkerProcessExecutor executor(String argv, Optional<Duration> limit) throws IOException {
    return new WorkerProcessExecutor(
        WorkerSettings.command(experiment(argv).resolvedJson(), 1, limit));
  }

  private static Run run(WorkerProcessExecutor executor, Function<EpochReport, Decision> judge)
      throws Exception {
    return run(executor, CONFIGURATION, judge);
  }

  private static Run run(
      WorkerProcessExecutor executor,
      Configuration configuration,
      Function<EpochReport, Decision> judge)
      throws Exception {
    List<EpochReport> steps = new ArrayList<>();
    CompletableFuture<Evaluation> end = new CompletableFuture<>();
    executor.submit(
        new TrialSpec(7, 1, TrialRole.SEARCH, "test", configuration, -1L),
        new TrialEvents() {
          @Override
          public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
            steps.add(report);
            return judge.apply(report);
          }

          @Override
          public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
            end.complete(evaluation);
          }
        });
    return new Run(steps, end.get(90, TimeUnit.SECONDS));
  }

  private Run run(String script) throws Exception {
    Files.writeString(folder.resolve("script.sh"), script);
    try (WorkerProcessExecutor executor =
        executor("sh, script.sh, \"--rate={rate}\", \"{word}\"", Optional.empty())) {
      return run(executor, step -> Decision.CONTINUE);
    }
  }

  /** The processes whose ids a script wrote, one a line. */
  private List<Long> pids(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream()
        .map(line -> Long.parseLong(line.strip()))
        .toList();
  }

  /** Waits until a script has written some lines. */
  private void awaitLines(String file, int count) throws Exception {
    Path path = folder.resolve(file);
    while (!Files.exists(path) || Files.readAllLines(path).size() < count) {
      Thread.sleep(20); // the test's timeout bounds it
    }
  }

  private static void awaitGone(List<Long> pids) throws Exception {
    for (long pid : pids) {
      while (alive(pid)) { // the test's timeout bounds it
        Thread.sleep(20);
      }
    }
  }

  /** A zombie has ended too; its parent has only not looked yet. */
  private static boolean alive(long pid) {
    if (ProcessHandle.of(pid).isEmpty()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return ProcessHandle.of(pid).isPresent();
    }
  }

  @Test
  void aProgramIsToldEverythingAndSaysItsNumbersAtLast() throws Exception {
    Run run =
        run(
            """
            echo "$# $1 $2"
            echo "$NIGHTJAR_TRIAL $NIGHTJAR_SEED $NIGHTJAR_PARAM_RATE $OWN ${OMP_NUM_THREADS-unset}"
            read line && echo "there is input"
            echo '{"loss": 1}'
            echo 1 0.75
            echo "  20   5e-1  "
            echo to standard error >&2
            echo '{"value": 0.25, "size": 3, "note": "text", "none": null, "deep": {"a": 1}}'
            """);
    assertThat(run.result().metrics())
        .containsOnly(Map.entry("value", 0.25), Map.entry("size", 3.0));
    assertThat(run.result().bestEpoch()).isEmpty();
    assertThat(run.steps().stream().map(EpochReport::epoch)).containsExactly(1, 20);
    assertThat(run.steps().get(1).metrics()).containsExactly(Map.entry("value", 0.5));
    String threads = Optional.ofNullable(System.getenv("OMP_NUM_THREADS")).orElse("unset");
    assertThat(run.log())
        .contains("2 --rate=0.5 a b; $(exit 9) '*\n")
        .contains("7 2147483647 0.5 rate 0.5 " + threads + "\n")
        .contains("to standard error\n")
        .doesNotContain("there is input");
  }

  /** There is no shell between Nightjar and the program, and no way to leave an argument. */
  @Test
  void whatAShellWouldTakeForACommandReachesTheProgramAsItIs() throws Exception {
    String hostile =
        "; touch owned; $(touch owned) `touch owned` | touch owned && touch owned > owned\n"
            + "touch owned\n \t \"'\\ * ~ $HOME %PATH% {rate} --flag é\uD83D\uDC26 -";
    Files.writeString(
        folder.resolve("script.sh"),
        """
        printf '%s\\0' "$@" > arguments
        printf '%s' "$NIGHTJAR_PARAM_WORD" > variable
        echo 1 0.5
        """);
    try (WorkerProcessExecutor executor =
        executor("sh, script.sh, \"{word}\", \"--word={word}\", last", Optional.empty())) {
      run(
              executor,
              new Configuration(Map.of("rate", 0.5, "word", hostile)),
              step -> Decision.CONTINUE)
          .result();
    }
    assertThat(Files.readString(folder.resolve("arguments")))
        .isEqualTo(hostile + "\0--word=" + hostile + "\0last\0");
    assertThat(Files.readString(folder.resolve("variable"))).isEqualTo(hostile);
    assertThat(folder.resolve("owned")).doesNotExist();
  }

  @Test
  void withoutJsonTheBestStepIsTheValue() throws Exception {
    Result result = run("echo 1 3; echo 2 1; echo 5 2; echo done").result();
    assertThat(result.metrics()).containsOnly(Map.entry("value", 1.0));
    assertThat(result.bestEpoch()).hasValue(2);
  }

  @Test
  void aLastLineNeedsNoEnd() throws Exception {
    assertThat(run("printf '1 3\\r\\n2 0.5'").result().metrics()).containsEntry("value", 0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "echo start; echo 'bad rate' >&2; exit 3"
            + "| the program exited with code 3; its last words: bad rate",
        "echo 4 1; printf 'why\\033[2J\\n\\n'; exit 1"
            + "| the program exited with code 1 after step 4; its last words: why [2J",
        "exit 2 | the program exited with code 2; it wrote nothing to say why",
        "echo 1 1; kill -9 $$ | the program was killed by SIGKILL (often: the system ran out of"
            + " memory) after step 1; it wrote nothing to say why",
        "echo '{\"value\": 1}'; exit 4 | the program exited with code 4; its last words:"
            + " {\"value\": 1}",
        "echo hello | the program ended well but named no value: it should print a line such as"
            + " {\"value\": 0.12}, or lines of step and value",
        "echo '{\"value\": 0.1' | the program's last line that begins with { is no JSON object:"
            + " Unexpected end-of-input: expected close marker for Object in {\"value\": 0.1",
        "echo 1 2; echo '{\"loss\": 0.1}' | the program's last line of JSON has no number named"
            + " value: {\"loss\": 0.1}",
        "echo '{\"value\": NaN}' | value is NaN in the program's last line of JSON; it should be a"
            + " finite number",
        "echo '{\"value\": \"0.1\"}' | value is \"0.1\" in the program's last line of JSON; it"
            + " should be a finite number",
        "echo 0 2 | the program reported step 0, but steps are counted from 1 to 2147483647",
        "echo 2 2; echo 2 1 | the program reported step 2 after step 2; steps must grow",
        "echo 3 nan | the program reported nan at step 3; a value is a finite number",
        "echo 3 -Infinity | the program reported -Infinity at step 3; a value is a finite number",
        "echo 3 1e999 | the program reported 1e999 at step 3; a value is a finite number",
      })
  void whatGoesWrongIsToldInWords(String script, String cause) throws Exception {
    Run run = run(script);
    assertThat(run.cause()).isEqualTo(cause);
    assertThat(run.log()).doesNotContain("Exception");
  }

  @Test
  void aLineWithoutEndFillsNoMemory() throws Exception {
    Run run = run("head -c 200000000 /dev/zero | tr '\\0' x; echo; echo '{\"value\": 1}'");
    assertThat(run.result().metrics()).containsEntry("value", 1.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such-program-here | the program cannot be started: the program no-such-program-here is"
            + " in no folder of PATH; one of your own is named by its path, such as ./train.sh",
        "./none | the program cannot be started: there is no program ${folder}/none; its path is"
            + " relative to task.directory",
        "plain | the program cannot be started: the program plain is in no folder of PATH; the one"
            + " in task.directory is ./plain",
        "./plain | the program cannot be started: the program ${folder}/plain is not executable;"
            + " chmod +x makes it so",
        "./sub | the program cannot be started: the program ${folder}/sub is a folder",
      })
  void aProgramThatCannotBeStartedIsTold(String program, String cause) throws Exception {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("plain"), "echo 1 1");
    try (WorkerProcessExecutor executor = executor(program, Optional.empty())) {
      assertThat(run(executor, step -> Decision.CONTINUE).cause())
          .isEqualTo(cause.replace("${folder}", folder.toString()));
    }
  }

  @Test
  void aScriptWhoseInterpreterIsNotHereIsTold() throws Exception {
    Path script = Files.writeString(folder.resolve("train"), "#!/no/such/interpreter\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    try (WorkerProcessExecutor executor = executor("./train", Optional.empty())) {
      assertThat(run(executor, step -> Decision.CONTINUE).cause())
          .startsWith("the program cannot be started: Cannot run program \"./train\"")
          .endsWith("(of a script, its first line may name a program that is not here)");
    }
  }

  @Test
  void aProgramThatIsToStopMayEndInGoodOrderAndItsDescendantsEndToo() throws Exception {
    Files.writeString(
        folder.resolve("script.sh"),
        """
        trap 'echo asked >> trapped; exit 0' TERM
        sleep 1000 & echo $! >> pids
        sh -c 'sleep 1000 & echo $! >> pids; wait' & echo $! >> pids
        while [ "$(wc -l < pids)" -lt 3 ]; do sleep 0.01; done
        echo 1 0.5
        echo 2 0.75
        wait
        """);
    try (WorkerProcessExecutor executor = executor("sh, script.sh", Optional.empty())) {
      Run run =
          run(executor, step -> step.epoch() == 2 ? new Decision.Stop("worse") : Decision.CONTINUE);
      assertThat(run.result().metrics()).containsEntry("value", 0.5);
      assertThat(Files.readString(folder.resolve("trapped"))).isEqualTo("asked\n");
      awaitGone(pids("pids"));
      Files.writeString(folder.resolve("script.sh"), "echo '{\"value\": 3}'");
      assertThat(run(executor, step -> Decision.CONTINUE).result().metrics())
          .as("the worker goes on")
          .containsEntry("value", 3.0);
    }
  }

  @Test
  void aProgramThatDoesNotWantToStopIsKilled() throws Exception {
    Files.writeString(
        folder.resolve("script.sh"),
        "trap '' TERM; echo $$ >> pids; echo 1 1; while :; do sleep 0.1; done");
    try (WorkerProcessExecutor executor = executor("sh, script.sh", Optional.empty())) {
      Run run = run(executor, step -> new Decision.Stop("worse"));
      assertThat(run.result().metrics()).containsEntry("value", 1.0);
      awaitGone(pids("pids"));
    }
  }

  @Test
  void afterItsTimeAProgramIsKilledWithItsDescendants() throws Exception {
    Files.writeString(
        folder.resolve("script.sh"),
        """
        trap '' TERM
        echo the last thing to be seen
        sh -c 'sleep 1000 & echo $! >> pids' # an orphan: its parent ends at once
        sleep 1000 & echo $! >> pids
        echo $$ >> pids
        wait
        """);
    try (WorkerProcessExecutor executor =
        executor("sh, script.sh", Optional.of(Duration.ofSeconds(3)))) {
      Run run = run(executor, step -> Decision.CONTINUE);
      assertThat(run.cause()).isEqualTo("exceeded max_trial_duration of 3s");
      assertThat(run.log()).contains("the last thing to be seen");
      assertThat(pids("pids")).hasSize(3);
      awaitGone(pids("pids"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatAProgramLeavesBehindEndsWithItAndHoldsNothingUp() throws Exception {
    Run run = run("sleep 1000 & echo $! >> pids; echo '{\"value\": 1}'");
    assertThat(run.result().metrics()).containsEntry("value", 1.0);
    awaitGone(pids("pids"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProgramEndsWithItsWorkerHoweverThatEnds() throws Exception {
    Files.writeString(
        folder.resolve("script.sh"), "echo $$ >> pids; sleep 1000 & echo $! >> pids; wait");
    for (String signal : List.of("-KILL", "-TERM")) {
      Files.deleteIfExists(folder.resolve("pids"));
      try (WorkerProcessExecutor executor = executor("sh, script.sh", Optional.empty())) {
        CompletableFuture<Run> run =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return run(executor, step -> Decision.CONTINUE);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
        awaitLines("pids", 2);
        long worker = executor.workerPids().iterator().next();
        new ProcessBuilder("kill", signal, Long.toString(worker)).start().waitFor();
        assertThat(run.get().cause()).contains(" was killed by SIG");
        awaitGone(pids("pids"));
      }
    }
  }
}
