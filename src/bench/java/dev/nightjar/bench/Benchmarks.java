package dev.nightjar.bench;

import java.nio.file.Path;

/** Entry point of {@code mvn -q -Pbench -Dbench=NAME verify}: runs the benchmark of that name. */
public final class Benchmarks {

  private Benchmarks() {}

  /**
   * Runs a benchmark.
   *
   * @param args the benchmark's name, and the JSON file to write
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("expected: NAME FILE.json");
    }
    Path file = Path.of(args[1]);
    switch (args[0]) {
      case "training" -> TrainingBenchmark.main(new String[] {file.toString()});
      default ->
          throw new IllegalArgumentException("no benchmark " + args[0] + "; there is: training");
    }
  }
}
