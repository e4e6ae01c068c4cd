package dev.nightjar.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Entry point of {@code mvn -q -Pbench -Dbench=NAME verify}: runs the benchmark of that name.
 *
 * <p>Numeric libraries read their environment when they are loaded, and it decides how fast they
 * are: threads that spin for each other, or a setting that holds OpenBLAS to the kernels of an
 * older CPU, would make a comparison void. So a benchmark runs in a Java of its own, with one
 * native thread and without such settings, whatever the shell has.
 */
public final class Benchmarks {
  private static final String INSIDE = "NIGHTJAR_BENCHMARK";

  /** System properties that begin so are a benchmark's options. */
  private static final String OPTION = "nightjar.bench.";

  private static final Map<String, Benchmark> ALL =
      Map.ofEntries(
          Map.entry("training", TrainingBenchmark::main),
          Map.entry("learning", LearningBenchmark::run),
          Map.entry("memory", MemoryBenchmark::run),
          Map.entry("streaming", StreamingBenchmark::run),
          Map.entry("pruning", PruningBenchmark::run),
          Map.entry("pruning-curves", args -> PruningCurves.make(Path.of(args[0]))),
          Map.entry("ask-tell", AskTellBenchmark::run),
          Map.entry("arbiter", ArbiterBenchmark::run),
          Map.entry("auto", AutoBenchmark::run),
          Map.entry("objectives", ObjectivesBenchmark::run),
          Map.entry("portfolio", PortfolioBenchmark::run),
          Map.entry("search", SearchBenchmark::run),
          Map.entry("warmstart", WarmStartBenchmark::run),
          Map.entry("report", ReportBenchmark::run),
          Map.entry("scale", ScaleBenchmark::run),
          Map.entry("soak", SoakBenchmark::run),
          Map.entry("cluster", ClusterBenchmark::run),
          Map.entry("throughput", ThroughputBenchmark::run));

  private Benchmarks() {}

  /** A benchmark, given the JSON file to write. */
  @FunctionalInterface
  interface Benchmark {
    void run(String[] args) throws Exception;
  }

  /**
   * Runs a benchmark.
   *
   * @param args the benchmark's name, the JSON file to write, and what the benchmark itself takes
   */
  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      throw new IllegalArgumentException("expected: NAME FILE.json");
    }
    Benchmark benchmark = ALL.get(args[0]);
    if (benchmark == null) {
      throw new IllegalArgumentException(
          "no benchmark " + args[0] + "; there are: " + new java.util.TreeSet<>(ALL.keySet()));
    }
    if (System.getenv(INSIDE) == null) {
      System.exit(inCleanProcess(args));
    }
    String[] rest = java.util.Arrays.copyOfRange(args, 1, args.length);
    benchmark.run(rest);
  }

  /** An option, unless it was not given or is empty. */
  static Optional<String> option(String name) {
    return Optional.ofNullable(System.getProperty(OPTION + name)).filter(v -> !v.isEmpty());
  }

  private static int inCleanProcess(String[] args) throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
    Properties properties = System.getProperties();
    properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith(OPTION))
        .forEach(name -> command.add("-D" + name + "=" + properties.getProperty(name)));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    Map<String, String> environment = process.environment();
    environment.keySet().removeIf(key -> key.matches("(OPENBLAS|MKL|ONEDNN|DNNL|OMP|KMP)_.*"));
    for (String threads : List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
      environment.put(threads, "1");
    }
    environment.put(INSIDE, "1");
    return process.start().waitFor();
  }
}
