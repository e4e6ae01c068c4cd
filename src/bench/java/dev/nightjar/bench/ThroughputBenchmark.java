package dev.nightjar.bench;

import dev.nightjar.experiments.postgres.PostgresServer;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How many trials a second storage, queue and suggestion sustain, with workers that take no time,
 * and what would limit ten thousand of them. Arguments: the file to write, and optionally for how
 * many seconds each number of workers is measured instead of 8.
 */
final class ThroughputBenchmark {
  private static final int SECONDS = 8;
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final int[] WORKERS = {1, 4, 16, 64, 256};
  private static final int[] RUNNING = {100, 1_000, 10_000};
  private static final int[] HISTORIES = {100, 1_000, 10_000, 100_000};
  private static final int REMEMBERED = 100_000;

  private final List<Map<String, Object>> results = new ArrayList<>();

  private ThroughputBenchmark() {}

  static void run(String[] args) throws Exception {
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : SECONDS;
    ThroughputBenchmark benchmark = new ThroughputBenchmark();
    benchmark.measure(Duration.ofSeconds(seconds));
    BenchmarkFile.write(Path.of(args[0]), Map.of("results", benchmark.results));
  }

  private void measure(Duration time) throws Exception {
    Path folder = Files.createTempDirectory("nightjar-throughput");
    // The first study is that of a JVM that has just begun, and is not counted.
    new ThroughputStudy("jdbc:h2:file:" + folder.resolve("warm"), false)
        .measure(WORKERS[WORKERS.length / 2], WARM_UP, time.multipliedBy(2));
    for (int workers : WORKERS) {
      String url = "jdbc:h2:file:" + folder.resolve("w" + workers);
      say(new ThroughputStudy(url, false).measure(workers, WARM_UP, time));
    }
    SoakFiles.delete(folder);
    try (PostgresServer server =
        new PostgresServer(Map.of("fsync", "on", "max_connections", "300"))) {
      for (int workers : WORKERS) {
        String url = server.url(server.newDatabase());
        say(new ThroughputStudy(url, true).measure(workers, WARM_UP, time));
      }
      for (int running : RUNNING) {
        say(ThroughputQueue.measure(server, running));
      }
    }
    Map<String, Supplier<Strategy>> strategies = new LinkedHashMap<>();
    strategies.put("random", RandomStrategy::new);
    strategies.put("tpe", TpeStrategy::new);
    strategies.put("bayesian", PortfolioStrategy::new);
    for (Map.Entry<String, Supplier<Strategy>> entry : strategies.entrySet()) {
      for (int trials : HISTORIES) {
        say(ThroughputHistory.suggestions(entry.getKey(), entry.getValue().get(), trials));
      }
    }
    say(ThroughputHistory.memory(REMEMBERED));
  }

  /** Keeps a result and prints it in a line. */
  private void say(Map<String, Object> result) {
    results.add(result);
    StringBuilder line = new StringBuilder();
    result.forEach(
        (name, value) ->
            line.append(line.isEmpty() ? "" : ", ")
                .append(name.equals("measured") ? "" : name + " ")
                .append(
                    value instanceof Double number
                        ? TrainingBenchmark.format("%.2f", number)
                        : value));
    System.out.println(line);
  }
}
