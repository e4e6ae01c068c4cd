package dev.nightjar.bench;

import dev.nightjar.search.run.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    List<Map<String, Object>> rows = new ArrayList<>();
    RandomTrials.run(
        EXPERIMENT,
        TRIALS,
        1,
        (spec, epochs, evaluation) -> {
          if (evaluation instanceof Evaluation.Failed failed) {
            throw new IllegalStateException(
                "trial " + spec.number() + " failed: " + failed.cause());
          }
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("trial", spec.number() + 1);
          row.put("resident_mb", residentMegabytes());
          rows.add(row);
        });
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
}
