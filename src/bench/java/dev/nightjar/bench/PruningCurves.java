package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    Path folder = Files.createTempDirectory("nightjar-pruning");
    Path file = Files.writeString(folder.resolve("curves.yaml"), EXPERIMENT);
    Experiment experiment = ExperimentReader.read(file, Map.of());
    List<String> lines = new ArrayList<>();
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
                experiment.space().sample(Seeds.ofSuggestion(SEED, number)),
                Seeds.ofTrial(SEED, number));
        Recorder recorder = new Recorder(experiment.criteria().get(0).metric());
        executor.submit(spec, recorder);
        Evaluation evaluation = recorder.end.get();
        ObjectNode node = JSON.createObjectNode().put("number", number);
        node.set("parameters", JSON.valueToTree(spec.configuration().values()));
        ArrayNode values = node.putArray("values");
        recorder.values.forEach(values::add);
        if (evaluation instanceof Evaluation.Failed failed) {
          node.put("failed", failed.cause());
        }
        lines.add(JSON.writeValueAsString(node));
        System.out.println(lines.get(number));
      }
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
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

  /** Keeps what is reported, rounded to six decimals. */
  private static final class Recorder implements TrialEvents {
    final CompletableFuture<Evaluation> end = new CompletableFuture<>();
    final ConcurrentLinkedQueue<Double> values = new ConcurrentLinkedQueue<>();
    private final String metric;

    Recorder(String metric) {
      this.metric = metric;
    }

    @Override
    public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
      values.add(Math.round(report.metric(metric).orElseThrow() * 1e6) / 1e6);
      return Decision.CONTINUE;
    }

    @Override
    public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
      end.complete(evaluation);
    }
  }
}
