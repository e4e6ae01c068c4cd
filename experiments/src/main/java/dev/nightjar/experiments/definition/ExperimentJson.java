package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.experiments.expression.ExpressionConstraint;
import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.MemorySize;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The resolved form of an experiment. */
final class ExperimentJson {

  private ExperimentJson() {}

  static String write(Experiment experiment) {
    return Json.write(toNode(experiment));
  }

  static String fingerprint(Experiment experiment, String dataHash) {
    ObjectNode node = toNode(experiment);
    node.remove(
        List.of(
            "budget",
            "finalists",
            "ensemble",
            "parallelism",
            "executor",
            "keep_models",
            "enqueue"));
    TaskJson.identify(node, dataHash);
    return sha256(Json.write(node));
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ObjectNode toNode(Experiment e) {
    ObjectNode node = Json.object().put("version", Keys.VERSION).put("name", e.name());
    TaskJson.write(node, e.task());
    ArrayNode objective = node.putArray("objective");
    for (Criterion criterion : e.criteria()) {
      ObjectNode c = objective.addObject().put("metric", criterion.metric());
      c.put("goal", criterion.goal().name().toLowerCase(Locale.ROOT));
      criterion.target().ifPresent(target -> c.put("target", target));
    }
    ObjectNode strategy = Json.ofMap(e.strategy().options());
    node.set("strategy", strategy.put("type", e.strategy().type()));
    node.set("parameters", SpaceJson.parameters(e.space()));
    if (!e.space().constraints().isEmpty()) {
      ArrayNode constraints = node.putArray("constraints");
      e.space().constraints().forEach(constraint -> constraints.add(constraint.text()));
    }
    if (!e.enqueue().isEmpty()) {
      ArrayNode enqueue = node.putArray("enqueue");
      e.enqueue().forEach(configuration -> enqueue.add(Json.ofMap(configuration.values())));
    }
    e.warmStart().ifPresent(study -> node.putObject("warm_start").put("study", study));
    ObjectNode pruner = Json.ofMap(e.pruner().options());
    node.set("pruner", pruner.put("type", e.pruner().type()));
    ObjectNode budget = node.putObject("budget");
    e.budget().maxTrials().ifPresent(n -> budget.put("max_trials", n));
    e.budget().maxDuration().ifPresent(d -> budget.put("max_duration", Durations.format(d)));
    e.budget()
        .maxTrialDuration()
        .ifPresent(d -> budget.put("max_trial_duration", Durations.format(d)));
    e.budget().maxTrialMemory().ifPresent(m -> budget.put("max_trial_memory", m.toString()));
    e.budget().minImprovement().ifPresent(least -> budget.put("min_improvement", least));
    budget.put("max_consecutive_failures", e.budget().maxConsecutiveFailures());
    if (e.finalists().wanted()) {
      node.putObject("finalists")
          .put("top", e.finalists().top())
          .put("seeds", e.finalists().seeds());
      if (e.finalists().maxSeeds() > e.finalists().seeds()) {
        ((ObjectNode) node.get("finalists")).put("max_seeds", e.finalists().maxSeeds());
      }
      if (e.finalists().refit()) {
        ((ObjectNode) node.get("finalists")).put("data", FinalistsReader.BOTH);
      }
    }
    if (e.ensemble() > 0) {
      node.putObject("ensemble").put("size", e.ensemble());
    }
    e.parallelism().ifPresent(n -> node.put("parallelism", n));
    if (!e.executor().local()) {
      ObjectNode executor = node.putObject("executor").put("type", e.executor().type());
      e.executor().master().ifPresent(master -> executor.put("master", master));
      e.executor().slots().ifPresent(n -> executor.put("slots", n));
    }
    return node.put("seed", e.seed()).put("keep_models", e.keepModels());
  }

  static Experiment read(String json) {
    ObjectNode node = Json.readObject("a resolved definition", json);
    int version = Json.member(node, "version").intValue();
    if (version != Keys.VERSION) {
      throw new IllegalArgumentException(
          "the resolved definition has version "
              + version
              + ", but this Nightjar reads version "
              + Keys.VERSION);
    }
    List<Criterion> criteria = new ArrayList<>();
    Json.member(node, "objective").forEach(c -> criteria.add(criterion(c)));
    Map<String, Object> strategy = Json.toMap(Json.member(node, "strategy"));
    Map<String, Object> pruner = Json.toMap(Json.member(node, "pruner"));
    List<Configuration> enqueue = new ArrayList<>();
    node.path("enqueue").forEach(values -> enqueue.add(new Configuration(Json.toMap(values))));
    return new Experiment(
        Path.of(""),
        Json.member(node, "name").asText(),
        TaskJson.read(node),
        criteria,
        new StrategySpec(String.valueOf(strategy.remove("type")), strategy),
        space(node),
        enqueue,
        text(node.path("warm_start"), "study"),
        new PrunerSpec(String.valueOf(pruner.remove("type")), pruner),
        budget(Json.member(node, "budget")),
        finalists(node.path("finalists")),
        node.path("ensemble").path("size").asInt(0),
        node.has("parallelism")
            ? OptionalInt.of(node.get("parallelism").intValue())
            : OptionalInt.empty(),
        executor(node.path("executor")),
        Json.member(node, "seed").longValue(),
        Json.member(node, "keep_models").intValue(),
        "");
  }

  private static SearchSpace space(ObjectNode node) {
    SearchSpace space = SpaceJson.parameters(Json.member(node, "parameters"));
    Map<String, Object> fixed = node.has("fixed") ? Json.toMap(node.get("fixed")) : Map.of();
    List<Constraint> constraints = new ArrayList<>();
    node.path("constraints")
        .forEach(text -> constraints.add(ExpressionConstraint.of(text.asText(), space, fixed)));
    return space.where(constraints);
  }

  private static Criterion criterion(JsonNode node) {
    return new Criterion(
        Json.member(node, "metric").asText(),
        Goal.valueOf(Json.member(node, "goal").asText().toUpperCase(Locale.ROOT)),
        node.has("target")
            ? OptionalDouble.of(node.get("target").doubleValue())
            : OptionalDouble.empty());
  }

  private static Budget budget(JsonNode node) {
    return new Budget(
        node.has("max_trials")
            ? OptionalInt.of(node.get("max_trials").intValue())
            : OptionalInt.empty(),
        duration(node, "max_duration"),
        duration(node, "max_trial_duration"),
        text(node, "max_trial_memory").map(ExperimentJson::memory),
        node.has("min_improvement")
            ? OptionalDouble.of(node.get("min_improvement").doubleValue())
            : OptionalDouble.empty(),
        Json.member(node, "max_consecutive_failures").intValue());
  }

  private static FinalistPlan finalists(JsonNode node) {
    if (node.isMissingNode()) {
      return FinalistPlan.NONE;
    }
    int seeds = Json.member(node, "seeds").intValue();
    return new FinalistPlan(
        Json.member(node, "top").intValue(),
        seeds,
        node.path("max_seeds").asInt(seeds),
        node.path("data").asText().equals(FinalistsReader.BOTH));
  }

  private static ExecutorSpec executor(JsonNode node) {
    return node.isMissingNode()
        ? ExecutorSpec.LOCAL
        : new ExecutorSpec(
            Json.member(node, "type").asText(),
            text(node, "master"),
            node.has("slots") ? OptionalInt.of(node.get("slots").intValue()) : OptionalInt.empty());
  }

  private static Optional<Duration> duration(JsonNode node, String key) {
    return text(node, key)
        .map(
            t ->
                Durations.parse(t)
                    .orElseThrow(
                        () -> new IllegalArgumentException(key + " is no duration: " + t)));
  }

  private static MemorySize memory(String text) {
    return MemorySize.parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("max_trial_memory is no size of memory: " + text));
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
  }
}
