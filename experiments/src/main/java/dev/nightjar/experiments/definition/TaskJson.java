package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of the resolved form is about the task, and which of it identifies a study. */
final class TaskJson {

  private TaskJson() {}

  static void write(ObjectNode node, TaskSpec spec) {
    ObjectNode task = node.putObject("task").put("type", spec.label());
    if (spec instanceof TrainingSpec training) {
      node.set("dataset", DatasetJson.write(training.dataset()));
      node.set("fixed", Json.ofMap(training.fixed()));
      node.putObject("early_stopping")
          .put("patience", training.earlyStopping().patience())
          .put("min_delta", training.earlyStopping().minDelta());
    } else if (spec instanceof CommandSpec command) {
      ArrayNode argv = task.putArray("argv");
      command.argv().forEach(argument -> argv.add(argument.text()));
      ObjectNode env = task.putObject("env");
      command.env().forEach((name, value) -> env.put(name, value.text()));
      task.put("directory", command.directory()).put("base", command.base().toString());
    }
  }

  static TaskSpec read(ObjectNode node) {
    JsonNode task = Json.member(node, "task");
    String type = Json.member(task, "type").asText();
    if (type.equals(CommandSpec.LABEL)) {
      return command(task);
    }
    JsonNode stopping = Json.member(node, "early_stopping");
    return new TrainingSpec(
        TaskType.of(type)
            .orElseThrow(() -> new IllegalArgumentException("there is no task " + type)),
        DatasetJson.read(Json.member(node, "dataset")),
        Json.toMap(Json.member(node, "fixed")),
        new EarlyStoppingSpec(
            Json.member(stopping, "patience").intValue(),
            Json.member(stopping, "min_delta").doubleValue()));
  }

  private static CommandSpec command(JsonNode task) {
    List<Template> argv = new ArrayList<>();
    Json.member(task, "argv").forEach(argument -> argv.add(new Template(argument.asText())));
    Map<String, Template> env = new LinkedHashMap<>();
    Json.member(task, "env")
        .properties()
        .forEach(e -> env.put(e.getKey(), new Template(e.getValue().asText())));
    return new CommandSpec(
        argv,
        env,
        Json.member(task, "directory").asText(),
        Path.of(Json.member(task, "base").asText()));
  }

  /**
   * Leaves of a resolved form what identifies the study: not where its files lie.
   *
   * @param dataHash hash of the data's content, if there are data
   */
  static void identify(ObjectNode node, String dataHash) {
    if (node.get("dataset") instanceof ObjectNode dataset) {
      dataset.remove(List.of("path", "labels"));
      if (dataset.get("test") instanceof ObjectNode) {
        // Which files they are lies in the hash of the data.
        dataset.put("test", true);
      }
      dataset.put("sha256", dataHash);
    }
    if (node.get("task") instanceof ObjectNode task) {
      task.remove("base");
    }
  }
}
