package dev.nightjar.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What networks learn on known ground, on one thread. Arguments: the file to write, and optionally
 * the name of the only task to run.
 */
final class LearningBenchmark {
  private static final Map<String, Supplier<List<LearningResult>>> TASKS = new LinkedHashMap<>();

  static {
    TASKS.put("reber", LearningReber::run);
    TASKS.put("adding", LearningMemory::adding);
    TASKS.put("copy", LearningMemory::copy);
    TASKS.put("dickens", LearningDickens::run);
    TASKS.put("word", LearningWords::run);
    TASKS.put("word2vec", LearningEmbeddings::run);
    TASKS.put("mackey", LearningSeries::mackey);
    TASKS.put("co2", LearningSeries::co2);
    TASKS.put("sunspots", LearningSeries::sunspots);
    TASKS.put("series", LearningSeries::shapes);
    TASKS.put("polyphonic", LearningMusic::chords);
    TASKS.put("fashion", LearningImages::fashion);
    TASKS.put("precision", LearningPrecision::run);
  }

  private LearningBenchmark() {}

  static void run(String[] args) throws IOException {
    if (args.length == 2 && !TASKS.containsKey(args[1])) {
      throw new IllegalArgumentException(
          "no task " + args[1] + "; there are: " + String.join(", ", TASKS.keySet()));
    }
    System.out.printf(
        "%-14s %-24s %-34s %10s %10s %9s%n", "task", "cell", "metric", "value", "required", "s");
    List<LearningResult> results = new ArrayList<>();
    for (var task : TASKS.entrySet()) {
      if (args.length < 2 || args[1].equals(task.getKey())) {
        List<LearningResult> ofTask = task.getValue().get();
        ofTask.forEach(result -> System.out.println(line(result)));
        results.addAll(ofTask);
      }
    }
    BenchmarkFile.write(
        Path.of(args[0]),
        Map.of("results", results.stream().map(LearningBenchmark::json).toList()));
  }

  private static String line(LearningResult result) {
    String bound =
        result.required().isPresent()
            ? TrainingBenchmark.format(
                "%s %.4g", result.maximize() ? "≥" : "≤", result.required().getAsDouble())
            : "";
    return TrainingBenchmark.format(
        "%-14s %-24s %-34s %10.4f %10s %9.1f%s",
        result.task(),
        result.cell(),
        result.metric(),
        result.value(),
        bound,
        result.seconds(),
        result.reached() ? "" : "  NOT REACHED");
  }

  private static Map<String, Object> json(LearningResult result) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("task", result.task());
    values.put("cell", result.cell());
    values.put("metric", result.metric());
    values.put("value", result.value());
    result.required().ifPresent(bound -> values.put("required", bound));
    values.put("goal", result.maximize() ? "maximize" : "minimize");
    values.put("seconds", result.seconds());
    return values;
  }
}
