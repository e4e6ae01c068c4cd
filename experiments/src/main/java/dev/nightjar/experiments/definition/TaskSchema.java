package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.task.NetworkMetrics;
import dev.nightjar.zoo.task.TaskType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What of the JSON schema depends on the task and on the data set. */
final class TaskSchema {

  private TaskSchema() {}

  /** For each task its data sets, formats and metrics, as conditions of the whole file. */
  static ArrayNode tasks() {
    ArrayNode conditions = Json.array();
    for (TaskType task : TaskType.values()) {
      ObjectNode condition = conditions.addObject();
      ObjectNode is = condition.putObject("if");
      is.putArray("required").add("task");
      ObjectNode type = is.putObject("properties").putObject("task");
      type.putArray("required").add("type");
      type.putObject("properties").putObject("type").put("const", task.label());
      ObjectNode then = condition.putObject("then").putObject("properties");
      then.putObject("dataset").set("properties", dataset(task));
      then.set("objective", objective(task));
    }
    return conditions;
  }

  private static ObjectNode objective(TaskType task) {
    List<String> others = new ArrayList<>(task.objectives());
    others.addAll(NetworkMetrics.ALL);
    ObjectNode objective = metric(task.objectives());
    objective.putArray("items").add(metric(task.objectives()));
    objective.set("additionalItems", metric(others));
    return objective;
  }

  private static ObjectNode metric(List<String> allowed) {
    ObjectNode objective = Json.object();
    objective.putObject("properties").set("metric", oneOf(allowed));
    return objective;
  }

  private static ObjectNode dataset(TaskType task) {
    ObjectNode properties = Json.object();
    properties.set("builtin", oneOf(Builtin.labels(task.learnsFrom())));
    properties.set("format", oneOf(DataFileReader.formats(task)));
    DatasetReader.OF_TASK.forEach(
        (key, owners) -> {
          if (!owners.contains(task)) {
            properties.set(key, BooleanNode.FALSE);
          }
        });
    return properties;
  }

  /** Either built in, or a file; and what does not go with some built-in data sets. */
  static void restrictDataset(ObjectNode dataset) {
    ArrayNode either = dataset.putArray("oneOf");
    ObjectNode builtin = either.addObject();
    builtin.putArray("required").add("builtin");
    ArrayNode ofFiles = builtin.putObject("not").putArray("anyOf");
    ofFiles.addObject().putArray("required").add("path");
    for (String key : DatasetReader.OF_FILES) {
      ofFiles.addObject().putArray("required").add(key);
    }
    ObjectNode path = either.addObject();
    path.putArray("required").add("path");
    path.putObject("not").putArray("required").add("builtin");
    ArrayNode conditions = dataset.putArray("allOf");
    conditions.add(
        without(
            "split", Arrays.stream(Builtin.values()).filter(b -> b.split().isEmpty()).toList()));
    conditions.add(arrays());
    List<Builtin> unwritten = Arrays.stream(Builtin.values()).filter(b -> !b.isText()).toList();
    DatasetReader.OF_TEXTS.forEach(key -> conditions.add(without(key, unwritten)));
    ObjectNode words = conditions.addObject();
    words.putObject("if").putArray("required").add("vocabulary");
    ObjectNode then = words.putObject("then");
    then.putArray("required").add("level");
    then.putObject("properties").putObject("level").put("const", TextLevel.words().label());
    List<Builtin> untimed =
        Arrays.stream(Builtin.values()).filter(b -> b.windows().isEmpty()).toList();
    DatasetReader.OF_TIME_SERIES.forEach(key -> conditions.add(without(key, untimed)));
  }

  /** Labelled arrays have their labels in a second file, and no columns. */
  private static ObjectNode arrays() {
    ObjectNode condition = Json.object();
    ObjectNode is = condition.putObject("if");
    is.putArray("required").add("format");
    is.putObject("properties").putObject("format").put("const", DataFileReader.IDX);
    ObjectNode then = condition.putObject("then");
    then.putArray("required").add("labels");
    ObjectNode columns = then.putObject("properties");
    DatasetReader.OF_TABLES.forEach(key -> columns.set(key, BooleanNode.FALSE));
    ObjectNode files = condition.putObject("else").putObject("properties");
    DatasetReader.OF_IDX.forEach(key -> files.set(key, BooleanNode.FALSE));
    return condition;
  }

  private static ObjectNode without(String key, List<Builtin> builtins) {
    ObjectNode condition = Json.object();
    ObjectNode is = condition.putObject("if");
    is.putArray("required").add("builtin");
    is.putObject("properties")
        .set("builtin", oneOf(builtins.stream().map(Builtin::label).toList()));
    condition.putObject("then").putObject("properties").set(key, BooleanNode.FALSE);
    return condition;
  }

  private static ObjectNode oneOf(Collection<String> words) {
    ObjectNode node = Json.object();
    ArrayNode values = node.putArray("enum");
    words.forEach(values::add);
    return node;
  }
}
