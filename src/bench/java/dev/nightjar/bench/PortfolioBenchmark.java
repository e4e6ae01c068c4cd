package dev.nightjar.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.experiments.definition.Portfolio;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the configurations that {@code auto} tries first. Of each task those that it tries now and
 * random configurations of the standard space are trained on its built-in data sets, where they
 * compete under the pruner that {@code auto} has; chosen are those that complement each other, one
 * after the other, by the mean over the data sets of the regret of the best one so far. What it
 * prints goes into {@code portfolio.json}.
 *
 * <p>Options: {@code -Dnightjar.bench.trials=24}, {@code -Dnightjar.bench.epochs=12}, {@code
 * -Dnightjar.bench.limit=30} seconds for a training at most, {@code
 * -Dnightjar.bench.task=forecasting} for one task only. It takes half an hour.
 */
final class PortfolioBenchmark {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHOSEN = 3;
  private static final long SEED = 1;

  private static final Map<TaskType, List<Builtin>> DATA =
      Map.of(
          TaskType.CLASSIFICATION, List.of(Builtin.NAMES, Builtin.CYLINDER_BELL_FUNNEL),
          TaskType.LANGUAGE_MODEL, List.of(Builtin.SHAKESPEARE, Builtin.DICKENS, Builtin.REBER),
          TaskType.REGRESSION, List.of(Builtin.ADDING),
          TaskType.FORECASTING, List.of(Builtin.CO2, Builtin.SUNSPOTS, Builtin.MACKEY_GLASS),
          TaskType.POLYPHONIC, List.of(Builtin.CHORDS));

  /** How candidates compete. */
  private record Rules(int epochs, int limit) {}

  private PortfolioBenchmark() {}

  static void run(String[] args) throws IOException, InterruptedException {
    int trials = Benchmarks.option("trials").map(Integer::valueOf).orElse(24);
    Rules rules =
        new Rules(
            Benchmarks.option("epochs").map(Integer::valueOf).orElse(12),
            Benchmarks.option("limit").map(Integer::valueOf).orElse(30));
    Path folder = Files.createTempDirectory("nightjar-portfolio");
    ObjectNode portfolio = JSON.createObjectNode();
    portfolio.put(
        "found",
        String.format(
            "those before and %d random configurations of the standard space were trained for up"
                + " to %d epochs and %d s, with asha, on each built-in data set of the task; these"
                + " complement each other (smallest mean regret of the best of them);"
                + " -Dbench=portfolio repeats that",
            trials, rules.epochs(), rules.limit()));
    for (TaskType task : TaskType.values()) {
      if (Benchmarks.option("task")
          .map(TaskType::of)
          .map(t -> t.orElseThrow() != task)
          .orElse(false)) {
        continue;
      }
      List<Map<String, Object>> candidates = candidates(task, trials);
      List<double[]> regrets = new ArrayList<>();
      for (Builtin data : DATA.get(task)) {
        double[] regret = regret(values(folder, task, data, candidates, rules));
        regrets.add(regret);
        System.out.printf("%s: regret %s%n", data.label(), Arrays.toString(regret));
      }
      ArrayNode chosen = portfolio.putArray(task.label());
      for (int candidate : complementary(regrets, candidates.size())) {
        chosen.add(JSON.valueToTree(candidates.get(candidate)));
      }
    }
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(portfolio);
    Files.writeString(Path.of(args[0]), text + "\n");
    System.out.println(text);
  }

  private static List<Map<String, Object>> candidates(TaskType task, int count) throws IOException {
    List<Map<String, Object>> candidates = new ArrayList<>();
    try (InputStream now = Portfolio.class.getResourceAsStream("portfolio.json")) {
      for (JsonNode configuration : JSON.readTree(now).path(task.label())) {
        candidates.add(JSON.convertValue(configuration, new TypeReference<>() {}));
      }
    }
    TrialLedger nothingTried =
        new TrialLedger(StandardSpaces.of(task), List.of(Criterion.minimize("value")));
    for (int i = 0; i < count; i++) {
      Untried.any(nothingTried, Seeds.ofSuggestion(SEED, i))
          .map(Configuration::values)
          .ifPresent(candidates::add);
    }
    return candidates.stream().distinct().toList();
  }

  /** What each candidate came to; infinite if its training failed, or others were better. */
  private static double[] values(
      Path folder, TaskType task, Builtin data, List<Map<String, Object>> candidates, Rules rules)
      throws IOException, InterruptedException {
    var names =
        StandardSpaces.of(task, BuiltinSpec.of(data)).parameters().stream()
            .map(p -> p.name())
            .collect(Collectors.toSet());
    List<Map<String, Object>> enqueue = new ArrayList<>();
    for (Map<String, Object> candidate : candidates) {
      Map<String, Object> known = new LinkedHashMap<>(candidate);
      known.keySet().retainAll(names);
      enqueue.add(known);
    }
    ObjectNode file = JSON.createObjectNode(); // JSON is YAML, too.
    file.put("version", 1).put("name", data.label()).put("seed", SEED).put("parameters", "default");
    file.putObject("task").put("type", task.label());
    file.putObject("dataset").put("builtin", data.label());
    file.putObject("strategy").put("type", "random");
    file.putObject("training").put("epochs", rules.epochs());
    file.putObject("pruner").put("type", "asha");
    file.set("enqueue", JSON.valueToTree(enqueue));
    file.putObject("budget")
        .put("max_trials", enqueue.size())
        .put("max_consecutive_failures", enqueue.size()) // Some are too large for the limit.
        .put("max_trial_duration", rules.limit() + "s");
    Path experiment = folder.resolve(data.label() + ".yaml");
    Files.writeString(experiment, JSON.writeValueAsString(file));
    String url = "jdbc:h2:file:" + folder.resolve(data.label());
    output(folder, "run", experiment.toString(), "-q", "--storage", url);
    JsonNode trials =
        JSON.readTree(output(folder, "trials", data.label(), "--format", "json", "--storage", url));
    double[] values = new double[enqueue.size()];
    Arrays.fill(values, Double.POSITIVE_INFINITY);
    for (JsonNode trial : trials) {
      if (trial.get("state").asText().equals("completed")) {
        values[trial.get("number").asInt()] = trial.get("value").asDouble();
      }
    }
    return values;
  }

  private static String output(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        NightjarProcess.of(List.of(), List.of(arguments))
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + " ended with " + exitCode);
    }
    return Files.readString(out);
  }

  /**
   * 0 for the best, 1 for the median of those that reached their end and all behind it: how bad a
   * bad one is tells nothing.
   */
  private static double[] regret(double[] values) {
    double[] ended = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (ended.length == 0) {
      throw new IllegalStateException("no training ended in the time; give a larger limit");
    }
    double best = ended[0];
    double median = ended[ended.length / 2];
    return Arrays.stream(values)
        .map(v -> v == best ? 0 : v < median ? (v - best) / (median - best) : 1)
        .toArray();
  }

  /** Greedily those of which the best on each data set has the smallest regret on average. */
  private static List<Integer> complementary(List<double[]> regrets, int candidates) {
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < Math.min(CHOSEN, candidates)) {
      int next = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int candidate = 0; candidate < candidates; candidate++) {
        double with = 0;
        double alone = 0; // Decides where no data set is left to be better on.
        for (double[] regret : regrets) {
          double of = regret[candidate];
          alone += of;
          with += Math.min(of, chosen.stream().mapToDouble(c -> regret[c]).min().orElse(1));
        }
        double cost = with + 1e-3 * alone;
        if (!chosen.contains(candidate) && cost < least) {
          next = candidate;
          least = cost;
        }
      }
      chosen.add(next);
    }
    return chosen;
  }
}
