package dev.nightjar.bench;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.experiments.worker.WorkerSettings;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Resident memory of one worker process over hundreds of trials of mixed shapes. What is native is
 * not collected, so a leak anywhere shows here. Needs Linux, whose /proc says what is resident.
 */
final class MemoryBenchmark {
  private static final int TRIALS = 300;
  private static final int WARM_UP = 30;

  private static final String EXPERIMENT =
      """
      version: 1
      name: memory
      task: {type: classification}
      dataset: {builtin: names, split: {train: 0.2, validation: 0.1, test: 0.7}}
      parameters:
        model.cell_type: {values: [rnn, lstm, gru, gru_cho, tdnn]}
        model.num_layers: {type: int, min: 1, max: 3}
        model.hidden_size: {type: int, min: 32, max: 192, log: true}
        model.embedding_size: {type: int, min: 8, max: 96}
        model.bidirectional: {values: [true, false]}
        model.recurrent_dropout: {values: [0.0, 0.3]}
        training.batch_size: {type: int, min: 8, max: 128, log: true}
      training: {epochs: 1}
      budget: {max_trial_duration: 2m}
      """;

  private MemoryBenchmark() {}

  static void run(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("nightjar-memory");
    Path file = Files.writeString(folder.resolve("memory.yaml"), EXPERIMENT);
    Experiment experiment = ExperimentReader.read(file, Map.of());
    List<Map<String, Object>> rows = new ArrayList<>();
    try (WorkerProcessExecutor executor =
        new WorkerProcessExecutor(
            WorkerSettings.training(
                experiment.resolvedJson(), 1, experiment.budget().maxTrialDuration()))) {
      for (int number = 0; number < TRIALS; number++) {
        TrialSpec spec =
            new TrialSpec(
                number,
                1,
                TrialRole.SEARCH,
                "random",
                experiment.space().sample(Seeds.ofSuggestion(1, number)),
                Seeds.ofTrial(1, number));
        CompletableFuture<Evaluation> end = new CompletableFuture<>();
        executor.submit(spec, new Wait(end));
        if (end.get() instanceof Evaluation.Failed failed) {
          throw new IllegalStateException("trial " + number + " failed: " + failed.cause());
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("trial", number + 1);
        row.put("resident_mb", residentMegabytes());
        rows.add(row);
      }
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
    report(rows);
    BenchmarkFile.write(Path.of(args[0]), Map.of("results", rows));
  }

  private static void report(List<Map<String, Object>> rows) {
    System.out.printf("%8s %14s%n", "trial", "resident MB");
    for (int i = WARM_UP - 1; i < rows.size(); i += WARM_UP) {
      System.out.printf("%8s %14s%n", rows.get(i).get("trial"), rows.get(i).get("resident_mb"));
    }
    long base = (long) rows.get(WARM_UP - 1).get("resident_mb");
    List<Long> later =
        rows.subList(WARM_UP, rows.size()).stream().map(r -> (Long) r.get("resident_mb")).toList();
    System.out.println(
        TrainingBenchmark.format(
            "trials %d to %d against trial %d: %+.1f %% to %+.1f %%",
            WARM_UP + 1,
            rows.size(),
            WARM_UP,
            100.0 * (later.stream().min(Comparator.naturalOrder()).orElseThrow() - base) / base,
            100.0 * (later.stream().max(Comparator.naturalOrder()).orElseThrow() - base) / base));
  }

  /** Of the worker: the one process this one has started. */
  private static long residentMegabytes() throws IOException {
    long pid =
        ProcessHandle.current()
            .descendants()
            .filter(ProcessHandle::isAlive)
            .findFirst()
            .orElseThrow()
            .pid();
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Waits for a trial's end. */
  private record Wait(CompletableFuture<Evaluation> end) implements TrialEvents {
    @Override
    public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
      return Decision.CONTINUE;
    }

    @Override
    public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
      end.complete(evaluation);
    }
  }
}
