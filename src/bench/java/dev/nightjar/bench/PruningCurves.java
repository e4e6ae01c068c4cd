package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.search.run.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Learning curves of real trainings: random configurations of the standard space, each trained by a
 * worker until early stopping or the last epoch ends it.
 *
 * @param experiment the experiment file they were made with
 * @param curves one a trial that did not diverge, by number
 */
record PruningCurves(String experiment, List<Curve> curves) {

  private static final String RESOURCE = "/dev/nightjar/bench/pruning-curves.json";
  private static final int TRIALS = 160;
  private static final long SEED = 1;

  /** What the trials of the experiment minimise. */
  private static final String METRIC = "validation.loss";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String EXPERIMENT =
      """
      version: 1
      name: pruning-curves
      task: {type: classification}
      dataset: {builtin: names, split: {train: 0.2, validation: 0.1, test: 0.7}}
      parameters: default
      training: {epochs: 30}
      early_stopping: {patience: 3}
      """;

  /**
   * The curve of a trial.
   *
   * @param values what is minimised, after each epoch; at least one
   */
  record Curve(List<Double> values) {
    Curve {
      values = List.copyOf(values);
    }

    /** The smallest value. */
    double best() {
      return Collections.min(values);
    }
  }

  /** Copies. */
  PruningCurves {
    curves = List.copyOf(curves);
  }

  /** Those that come with the benchmark. */
  static PruningCurves stored() throws IOException {
    try (InputStream in = PruningCurves.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no " + RESOURCE + " on the class path");
      }
      return parse(JSON.readTree(in));
    }
  }

  private static PruningCurves parse(JsonNode root) {
    List<Curve> curves = new ArrayList<>();
    for (JsonNode node : root.get("curves")) {
      List<Double> values = new ArrayList<>();
      node.get("values").forEach(v -> values.add(v.doubleValue()));
      if (!node.has("failed")) {
        curves.add(new Curve(values));
      }
    }
    return new PruningCurves(root.get("experiment").asText(), curves);
  }

  /**
   * Trains them anew, in seven to fifteen minutes on one core, and writes them to a file; copied
   * over the resource, it takes the place of the stored ones.
   */
  static void make(Path output) throws Exception {
    List<String> lines = new ArrayList<>();
    RandomTrials.run(
        EXPERIMENT,
        TRIALS,
        SEED,
        (spec, epochs, evaluation) -> {
          ObjectNode node = JSON.createObjectNode().put("number", spec.number());
          node.set("parameters", JSON.valueToTree(spec.configuration().values()));
          ArrayNode values = node.putArray("values");
          epochs.forEach(epoch -> values.add(rounded(epoch.metric(METRIC).orElseThrow())));
          if (evaluation instanceof Evaluation.Failed failed) {
            node.put("failed", failed.cause());
          }
          lines.add(JSON.writeValueAsString(node));
          System.out.println(lines.get(spec.number()));
        });
    String text =
        "{\"made_by\": \"mvn -q -Pbench -Dbench=pruning-curves verify\",\n\"experiment\": "
            + JSON.writeValueAsString(EXPERIMENT)
            + ",\n\"curves\": [\n"
            + String.join(",\n", lines)
            + "\n]}\n";
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.writeString(output, text, StandardCharsets.UTF_8);
    System.out.println("written to " + output);
  }

  /** To six decimals. */
  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
