package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long {@code nightjar ask-tell} thinks about a suggestion when it knows about 200 trials: the
 * time from the question to the answer's line, pipes included.
 */
final class AskTellBenchmark {
  private static final int ROUNDS = 250;
  private static final int FROM = 190;
  private static final int TO = 210;
  private static final int DIMENSION = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  private AskTellBenchmark() {}

  static void run(String[] args) throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    System.out.println("asks at " + FROM + " to " + TO + " trials, " + DIMENSION + " floats");
    System.out.printf("%-10s %10s %10s %10s%n", "surrogate", "median ms", "most ms", "best");
    for (String surrogate : List.of("gp", "tpe", "auto")) {
      rows.add(measure(surrogate));
    }
    BenchmarkFile.write(Path.of(args[0]), Map.of("results", rows));
  }

  private static Map<String, Object> measure(String surrogate)
      throws IOException, InterruptedException {
    double[] millis = new double[ROUNDS];
    double best = Double.POSITIVE_INFINITY;
    Path space = Files.createTempFile("ask-tell", ".yaml");
    try {
      Files.writeString(space, space(surrogate));
      Process process = start(space);
      try (BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
          BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (int i = 0; i < ROUNDS; i++) {
          long before = System.nanoTime();
          JsonNode trial = answer(in, out, "{\"ask\":1}");
          millis[i] = (System.nanoTime() - before) / 1e6;
          double value = function(trial.get("parameters"));
          best = Math.min(best, value);
          answer(in, out, "{\"tell\":" + i + ",\"value\":" + value + "}");
        }
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException("ask-tell ended with code " + process.exitValue());
      }
    } finally {
      Files.delete(space);
    }
    double[] late = Arrays.copyOfRange(millis, FROM, TO + 1);
    Arrays.sort(late);
    double median = late[late.length / 2];
    double most = late[late.length - 1];
    System.out.println(
        TrainingBenchmark.format("%-10s %10.1f %10.1f %10.4f", surrogate, median, most, best));
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("surrogate", surrogate);
    row.put("dimension", DIMENSION);
    row.put("trials", List.of(FROM, TO));
    row.put("median_ms", median);
    row.put("max_ms", most);
    row.put("best", best);
    return row;
  }

  private static String space(String surrogate) {
    StringBuilder yaml = new StringBuilder("strategy: {type: bayesian, surrogate: ");
    yaml.append(surrogate).append("}\nseed: 1\nparameters:\n");
    for (int d = 0; d < DIMENSION; d++) {
      yaml.append("  x").append(d).append(": {type: float, min: -5, max: 10}\n");
    }
    return yaml.toString();
  }

  private static Process start(Path space) throws IOException {
    return NightjarProcess.of(List.of(), List.of("ask-tell", "--space", space.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static JsonNode answer(BufferedWriter in, BufferedReader out, String line)
      throws IOException {
    in.write(line + "\n");
    in.flush();
    JsonNode answer = JSON.readTree(out.readLine());
    if (answer.has("error")) {
      throw new IllegalStateException(line + " was answered with " + answer.get("error"));
    }
    return answer;
  }

  /** A bowl around (1, …, 1) with ripples; 0 there. */
  private static double function(JsonNode x) {
    double sum = 0;
    for (int d = 0; d < DIMENSION; d++) {
      double from = x.get("x" + d).doubleValue() - 1;
      sum += from * from / 10 + 1 - Math.cos(2 * from);
    }
    return sum;
  }
}
