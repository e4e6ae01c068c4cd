package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The best trained again over fresh seeds, from outside: run, killed, continued, used. */
@Timeout(300)
class FinalistsIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    OwnFiles.write(folder);
    Files.writeString(
        folder.resolve("again.yaml"),
        """
        version: 1
        name: again
        task: {type: classification}
        dataset: {path: labels.tsv, text: message, label: topic}
        strategy: {type: random}
        parameters:
          model.cell_type: {values: [lstm, gru]}
          model.hidden_size: {type: int, min: 4, max: 16}
        model: {embedding_size: 4}
        training: {epochs: 3, batch_size: 16}
        budget: {max_trials: 3}
        finalists: {top: 2, seeds: 2}
        parallelism: 1
        """);
  }

  private JsonNode json(String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--format", "json"));
    CommandLineRun.Finished run = CommandLineRun.run(folder, all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  /** What must be equal between runs of the same file and seed. */
  private static List<String> essence(JsonNode trials) {
    return StreamSupport.stream(trials.spliterator(), false)
        .map(t -> t.get("number") + " " + t.get("repeats") + " " + t.get("seed") + t.get("metrics"))
        .toList();
  }

  @Test
  void theBestMeanWinsIsScoredOnceAndIsWhatIsExported() throws Exception {
    CommandLineRun.Finished run = CommandLineRun.run(folder, "run", "again.yaml");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("All trials of the budget have ended. Finalists: 4 trainings over fresh seeds")
        .containsPattern("#3 .*\\(again #\\d\\)")
        .containsPattern("best: trial #\\d, validation.loss .* ± .* \\(2\\) over fresh seeds")
        .contains("on the test part, scored once: test.");
    JsonNode trials = json("trials", "again");
    assertThat(trials).hasSize(7);
    JsonNode best = json("best", "again");
    assertThat(best.get("role").asText()).isEqualTo("finalist");
    assertThat(best.get("test").has("test.loss")).isTrue();
    assertThat(trials.findValues("test")).as("scored on the test part").hasSize(1);
    String index = run.lastLine().substring("report: ".length());
    assertThat(Files.readString(Path.of(index)))
        .contains("Finalists", "lowest mean", "Against the best");
    assertThat(CommandLineRun.run(folder, "export", "again", "-o", "best.zip").exitCode()).isZero();
    Files.writeString(folder.resolve("in.txt"), "abcabc1\nxyz2\n");
    String byStudy =
        CommandLineRun.runOn(folder, folder.resolve("in.txt"), "predict", "again").out();
    assertThat(byStudy).hasLineCount(2).contains("abcabc1\tearly");
    assertThat(CommandLineRun.runOn(folder, folder.resolve("in.txt"), "predict", "best.zip").out())
        .isEqualTo(byStudy)
        .isEqualTo(
            CommandLineRun.runOn(
                    folder,
                    folder.resolve("in.txt"),
                    "predict",
                    "again",
                    "--trial",
                    best.get("number").asText())
                .out());

    CommandLineRun.Finished more =
        CommandLineRun.run(folder, "run", "again.yaml", "-S", "finalists.seeds=3");
    assertThat(more.exitCode()).as(more.out() + more.err()).isZero();
    assertThat(more.out()).contains("Finalists: 2 trainings over fresh seeds follow");
    assertThat(essence(json("trials", "again")).subList(0, 7)).isEqualTo(essence(trials));
  }

  @Test
  void killedBetweenAndDuringThemNothingRunsTwice() throws Exception {
    CommandLineRun.Finished whole =
        CommandLineRun.run(folder, "run", "again.yaml", "-q", "--storage", "jdbc:h2:file:./w/db");
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    for (String last : List.of("#2 ", "#4 ")) { // The last of the search, and then a finalist.
      CommandLineRun killed = CommandLineRun.start(folder, "run", "again.yaml");
      killed.awaitOutput(last);
      List<ProcessHandle> workers = killed.handle().descendants().toList();
      killed.signal("KILL");
      killed.await();
      for (ProcessHandle worker : workers) {
        worker.onExit().get(20, TimeUnit.SECONDS);
      }
    }
    CommandLineRun.Finished resumed = CommandLineRun.run(folder, "run", "again.yaml");
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    assertThat(essence(json("trials", "again")))
        .isEqualTo(essence(json("trials", "again", "--storage", "jdbc:h2:file:./w/db")));
  }
}
