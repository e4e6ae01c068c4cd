package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.MemorySize;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real networks, trained in real workers, on words whose label is their first letter. */
@Timeout(120)
class TrainingWorkerTest {

  private static final Configuration SMALL =
      new Configuration(Map.of("model.cell_type", "gru", "model.hidden_size", 16));

  @TempDir Path directory;

  private Experiment experiment() throws Exception {
    return experiment(Map.of());
  }

  private Experiment experiment(Map<String, String> overrides) throws Exception {
    Random random = new Random(7);
    StringBuilder lines = new StringBuilder("text\tlabel\n");
    for (int i = 0; i < 300; i++) {
      char first = "abc".charAt(i % 3);
      String rest =
          random
              .ints(2 + random.nextInt(5), 'a', 'd')
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      lines.append(first).append(rest).append(i).append('\t').append(first).append('\n');
    }
    Files.writeString(directory.resolve("words.tsv"), lines);
    Path file = directory.resolve("experiment.yaml");
    Files.writeString(
        file,
        """
        version: 1
        name: first-letter
        task: {type: classification}
        dataset: {path: words.tsv, format: tsv}
        objective: {metric: validation.loss, goal: minimize}
        strategy: {type: random}
        parameters:
          model.cell_type: {values: [rnn, lstm, gru]}
          model.hidden_size: {type: int, min: 8, max: 32}
        model: {num_layers: 1, embedding_size: 8}
        training: {epochs: 4, batch_size: 32, learning_rate: 0.01}
        budget: {max_trials: 2}
        seed: 1
        """);
    return ExperimentReader.read(file, overrides);
  }

  private static WorkerProcessExecutor executor(Experiment experiment) {
    return new WorkerProcessExecutor(
        WorkerSettings.training(experiment.resolvedJson(), 1, Optional.empty()));
  }

  /** What a trial reported and how it ended. */
  private record Run(List<Map<String, Double>> epochs, Evaluation evaluation) {
    Result result() {
      assertThat(evaluation).isInstanceOf(Evaluation.Finished.class);
      return ((Evaluation.Finished) evaluation).result();
    }

    byte[] model() {
      return result().attachments().stream()
          .filter(a -> a.name().equals(Attachment.MODEL))
          .map(Attachment::bytes)
          .findFirst()
          .orElseThrow();
    }
  }

  private static Run run(WorkerProcessExecutor executor) throws Exception {
    return run(executor, SMALL);
  }

  private static Run run(WorkerProcessExecutor executor, Configuration configuration)
      throws Exception {
    List<Map<String, Double>> epochs = new ArrayList<>();
    CompletableFuture<Evaluation> end = new CompletableFuture<>();
    executor.submit(
        new TrialSpec(0, 1, TrialRole.SEARCH, "test", configuration, 99),
        new TrialEvents() {
          @Override
          public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
            epochs.add(report.metrics());
            return Decision.CONTINUE;
          }

          @Override
          public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
            end.complete(evaluation);
          }
        });
    return new Run(epochs, end.get(60, TimeUnit.SECONDS));
  }

  @Test
  void aTrialGivesTheSameLossesInAFreshWorkerAndInAUsedOne() throws Exception {
    Experiment experiment = experiment();
    Run first;
    Run used;
    Run fresh;
    try (WorkerProcessExecutor executor = executor(experiment)) {
      first = run(executor);
      used = run(executor);
      Map<String, Double> score = executor.scoreTest(first.model());
      assertThat(score).containsOnlyKeys("test.loss", "test.accuracy", "test.macro_f1");
      assertThat(score.get("test.loss")).isFinite().isPositive();
      assertThat(executor.describe(first.model(), 5))
          .extracting(Attachment::name)
          .containsExactly(Attachment.CONFUSION, Attachment.MISTAKES);
    }
    try (WorkerProcessExecutor executor = executor(experiment)) {
      fresh = run(executor);
    }
    assertThat(first.result().metrics()).containsKeys("validation.loss", "validation.accuracy");
    assertThat(first.epochs()).hasSize(4);
    assertThat(used.epochs()).isEqualTo(first.epochs());
    assertThat(fresh.epochs()).isEqualTo(first.epochs());
    assertThat(fresh.result().metrics()).isEqualTo(first.result().metrics());
    assertThat(fresh.model()).isEqualTo(first.model());
  }

  @Test
  void aNetworkTooLargeForItsMemoryFailsAndTheNextIsTrained() throws Exception {
    Experiment experiment = experiment();
    WorkerSettings settings =
        WorkerSettings.training(experiment.resolvedJson(), 1, Optional.empty())
            .withMaxTrialMemory(new MemorySize(512));
    Configuration huge =
        new Configuration(Map.of("model.cell_type", "lstm", "model.hidden_size", 4096));
    try (WorkerProcessExecutor executor = new WorkerProcessExecutor(settings)) {
      Run small = run(executor);
      Evaluation failed = run(executor, huge).evaluation();
      assertThat(failed).isInstanceOf(Evaluation.Failed.class);
      assertThat(((Evaluation.Failed) failed).cause())
          .matches("(ran out of memory: |exceeded max_trial_memory of 512MB: ).*")
          .endsWith("; set a greater budget.max_trial_memory, or search what needs less");
      assertThat(run(executor).result().metrics()).isEqualTo(small.result().metrics());
    }
  }

  /** One trial of another task in a real worker, and its model on the test part. */
  private Map<String, Double> testScore(String task, String dataset) throws Exception {
    Path file = directory.resolve("other.yaml");
    Files.writeString(
        file,
        String.join(
            "\n",
            "version: 1",
            "name: other",
            "task: {type: " + task + "}",
            "dataset: " + dataset,
            "parameters:",
            "  model.cell_type: {values: [gru]}",
            "  model.hidden_size: {values: [16]}",
            "training: {epochs: 2, learning_rate: 0.01}"));
    Experiment experiment = ExperimentReader.read(file, Map.of());
    try (WorkerProcessExecutor executor = executor(experiment)) {
      Run run = run(executor);
      assertThat(run.epochs()).hasSize(2);
      assertThat(run.result().metrics().keySet())
          .containsAll(experiment.training().type().metrics());
      return executor.scoreTest(run.model());
    }
  }

  @Test
  void aLanguageModelOfAFileIsTrainedAndScored() throws Exception {
    Files.writeString(
        directory.resolve("text.txt"), "the nightjar is a bird of the night. ".repeat(200));
    Map<String, Double> score = testScore("language-model", "{path: text.txt}");
    assertThat(score).containsOnlyKeys("test.loss", "test.bits_per_character", "test.perplexity");
    assertThat(score.get("test.loss")).isBetween(0.0, 2.0); // Untrained: ln 20 = 3.
  }

  @Test
  void aLanguageModelOfStringsIsTrainedAndScored() throws Exception {
    assertThat(testScore("language-model", "{builtin: reber}").get("test.loss"))
        .isBetween(0.3, 1.0); // Untrained: ln 11 = 2.4.
  }

  @Test
  void aRegressionIsTrainedAndScored() throws Exception {
    Map<String, Double> score = testScore("regression", "{builtin: adding}");
    assertThat(score).containsOnlyKeys("test.mse", "test.mae");
    assertThat(score.get("test.mse")).isBetween(0.0, 0.25);
  }

  @Test
  void aFixedPrecisionThatTheCpuLacksIsRefusedBeforeTheTrialBegins() throws Exception {
    Experiment experiment = experiment(Map.of("training.precision", "bf16"));
    WorkerSettings settings =
        WorkerSettings.training(experiment.resolvedJson(), 1, Optional.empty());
    try (WorkerProcessExecutor executor =
        new WorkerProcessExecutor(
            settings.withJvm(settings.jvm().withMainClass(OldCpuWorker.class.getName())))) {
      Run run = run(executor);
      assertThat(run.epochs()).isEmpty();
      assertThat(run.evaluation()).isInstanceOf(Evaluation.Failed.class);
      assertThat(((Evaluation.Failed) run.evaluation()).cause())
          .contains("training.precision is bf16")
          .endsWith("use f32")
          .doesNotContain("Exception");
    }
  }

  @Test
  void dataThatIsGoneByThenIsTheCauseOfTheFailure() throws Exception {
    Experiment experiment = experiment();
    deleteData();
    try (WorkerProcessExecutor executor = executor(experiment)) {
      Evaluation evaluation = run(executor).evaluation();
      assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
      assertThat(((Evaluation.Failed) evaluation).cause())
          .contains("words.tsv")
          .doesNotContain("Exception");
    }
  }

  private void deleteData() throws IOException {
    Files.delete(directory.resolve("words.tsv"));
  }
}
