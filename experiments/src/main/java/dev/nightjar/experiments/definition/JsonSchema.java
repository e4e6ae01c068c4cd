package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.search.run.MemorySize;
import dev.nightjar.zoo.task.Hyperparameter;
import dev.nightjar.zoo.task.Hyperparameters;
import dev.nightjar.zoo.task.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON schema (draft-07) of experiment files, for editors. It is made from the tables that the
 * reader checks with. What a schema cannot say (min below max, cycles of conditions, files that
 * exist, shares that add up) is left to {@code nightjar validate}.
 */
public final class JsonSchema {

  private JsonSchema() {}

  /** The schema, indented. */
  public static String text() {
    ObjectNode schema = Json.object();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Nightjar experiment");
    schema.set("if", CommandSchema.condition());
    schema.set("then", CommandSchema.file());
    schema.set("else", training());
    describe(schema.putObject("definitions"), Keys.PARAMETER, "when", when());
    return Json.writePretty(schema);
  }

  /** A file whose trials train networks. */
  private static ObjectNode training() {
    ObjectNode file = section(Keys.FILE);
    ObjectNode properties = (ObjectNode) file.get("properties");
    describe(properties, Keys.FILE, "parameters", parameters());
    describe(properties, Keys.FILE, "enqueue", enqueue());
    describe(
        properties,
        Keys.FILE,
        "objective",
        objective(ObjectiveKeys.first(Optional.empty()), ObjectiveKeys.other(Optional.empty())));
    for (String section : FixedReader.SECTIONS) {
      describe(properties, Keys.FILE, section, fixed(section));
    }
    TaskSchema.restrictDataset((ObjectNode) properties.get("dataset"));
    restrictOptions(properties);
    file.set("allOf", TaskSchema.tasks());
    return file;
  }

  /** Every option of a strategy or a pruner goes with some types. */
  static void restrictOptions(ObjectNode properties) {
    restrictOptions((ObjectNode) properties.get("strategy"), StrategyReader.typesOfOptions());
    restrictOptions((ObjectNode) properties.get("pruner"), PrunerReader.typesOfOptions());
  }

  private static void restrictOptions(
      ObjectNode section, Map<String, List<String>> typesOfOptions) {
    ArrayNode conditions = section.putArray("allOf");
    typesOfOptions.forEach(
        (option, types) -> {
          ObjectNode condition = conditions.addObject();
          condition.putObject("if").putArray("required").add(option);
          ArrayNode allowed =
              condition
                  .putObject("then")
                  .putObject("properties")
                  .putObject("type")
                  .putArray("enum");
          types.forEach(allowed::add);
        });
  }

  /** Sets the type of a key, described as the key is. */
  static void describe(
      ObjectNode properties, KeyType.Section section, String key, ObjectNode type) {
    properties.set(key, type.put("description", section.key(key).description()));
  }

  /** A mapping with keys. */
  static ObjectNode section(KeyType.Section section) {
    ObjectNode object = Json.object().put("type", "object").put("additionalProperties", false);
    ArrayNode required = Json.array();
    section.keys().stream().filter(Key::required).forEach(key -> required.add(key.name()));
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    ObjectNode properties = object.putObject("properties");
    for (Key key : section.keys()) {
      properties.set(key.name(), type(key.type()).put("description", key.description()));
    }
    return object;
  }

  private static ObjectNode type(KeyType type) {
    ObjectNode node = Json.object();
    if (type instanceof KeyType.Section section) {
      return section(section);
    } else if (type instanceof KeyType.Choice choice) {
      ArrayNode words = node.putArray("enum");
      choice.allowed().forEach(words::add);
    } else if (type instanceof KeyType.Text) {
      node.put("type", "string").put("pattern", "\\S");
    } else if (type instanceof KeyType.Texts) {
      node.put("type", "array").put("minItems", 1).put("uniqueItems", true);
      node.putObject("items").put("type", "string").put("pattern", "\\S");
    } else if (type instanceof KeyType.Name) {
      node.put("type", "string").put("pattern", "^" + KeyType.Name.PATTERN + "$");
      node.put("maxLength", KeyType.Name.MAX_LENGTH).putObject("not").put("pattern", "^\\.+$");
    } else if (type instanceof KeyType.Whole whole) {
      node.put("type", "integer").put("minimum", whole.min()).put("maximum", whole.max());
    } else if (type instanceof KeyType.Real real) {
      node.put("type", "number");
      if (real.min() != -Double.MAX_VALUE) {
        node.put("minimum", real.min());
      }
      if (real.max() != Double.MAX_VALUE) {
        node.put("maximum", real.max());
      }
    } else if (type instanceof KeyType.Share) {
      node.put("type", "number").put("minimum", 0).put("maximum", 1);
    } else if (type instanceof KeyType.Flag) {
      node.put("type", "boolean");
    } else if (type instanceof KeyType.Span) {
      node.put("type", "string").put("pattern", Durations.PATTERN);
    } else if (type instanceof KeyType.Memory) {
      node.put("type", "string").put("pattern", MemorySize.PATTERN);
    }
    return node; // What is special is filled in by the caller.
  }

  /** One, or a list whose first is another than the rest. */
  static ObjectNode objective(KeyType.Section first, KeyType.Section other) {
    ObjectNode list = Json.object().put("type", "array").put("minItems", 1);
    list.putArray("items").add(section(first));
    list.set("additionalItems", section(other));
    ObjectNode either = Json.object();
    either.putArray("anyOf").add(section(first)).add(list);
    return either;
  }

  private static ObjectNode parameters() {
    ObjectNode map = Json.object().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = map.putObject("properties");
    for (Hyperparameter hyperparameter : Hyperparameters.all()) {
      properties.set(hyperparameter.name(), searched(hyperparameter));
    }
    ObjectNode either = Json.object();
    either.putArray("anyOf").add(Json.object().put("const", "default")).add(map);
    return either;
  }

  /** Names are those under {@code parameters}, which a schema cannot look up. */
  private static ObjectNode enqueue() {
    ObjectNode values = Json.object().put("type", "object").put("minProperties", 1);
    values
        .putObject("additionalProperties")
        .putArray("type")
        .add("string")
        .add("number")
        .add("boolean");
    ObjectNode list = Json.object().put("type", "array").put("minItems", 1);
    list.put("maxItems", EnqueueReader.MAX_CONFIGURATIONS).put("uniqueItems", true);
    list.set("items", values);
    return list;
  }

  private static ObjectNode searched(Hyperparameter hyperparameter) {
    ObjectNode choice = alternative("values");
    ObjectNode values = Json.object().put("type", "array");
    values.put("minItems", 1).put("maxItems", ParametersReader.MAX_VALUES).put("uniqueItems", true);
    values.set("items", value(hyperparameter));
    describe((ObjectNode) choice.get("properties"), Keys.PARAMETER, "values", values);
    ObjectNode node = Json.object().put("description", description(hyperparameter));
    ArrayNode alternatives = node.putArray("anyOf").add(choice);
    boolean whole = hyperparameter.kind() == Hyperparameter.Kind.INT;
    if (whole || hyperparameter.kind() == Hyperparameter.Kind.FLOAT) {
      ObjectNode range = alternative("type", "min", "max");
      ObjectNode properties = (ObjectNode) range.get("properties");
      describe(
          properties, Keys.PARAMETER, "type", Json.object().put("const", whole ? "int" : "float"));
      describe(properties, Keys.PARAMETER, "min", value(hyperparameter));
      describe(properties, Keys.PARAMETER, "max", value(hyperparameter));
      describe(properties, Keys.PARAMETER, "log", type(Keys.PARAMETER.key("log").type()));
      if (whole) {
        describe(properties, Keys.PARAMETER, "step", type(Keys.PARAMETER.key("step").type()));
      }
      logNeedsPositive(range);
      alternatives.add(range);
    }
    return node;
  }

  /** A mapping with these keys, all required, and perhaps a condition. */
  private static ObjectNode alternative(String... keys) {
    ObjectNode object = Json.object().put("type", "object").put("additionalProperties", false);
    ArrayNode required = object.putArray("required");
    for (String key : keys) {
      required.add(key);
    }
    object.putObject("properties").putObject("when").put("$ref", "#/definitions/when");
    return object;
  }

  private static ObjectNode when() {
    ObjectNode scalar = Json.object();
    scalar.putArray("type").add("string").add("number").add("boolean");
    ObjectNode list =
        Json.object().put("type", "array").put("minItems", 1).put("uniqueItems", true);
    list.set("items", scalar);
    ObjectNode values = Json.object();
    values.putArray("anyOf").add(scalar.deepCopy()).add(list);
    ObjectNode when = Json.object().put("type", "object").put("minProperties", 1);
    ArrayNode names = when.putObject("propertyNames").putArray("enum");
    FixedReader.names().forEach(names::add);
    when.set("additionalProperties", values);
    return when;
  }

  private static void logNeedsPositive(ObjectNode range) {
    ObjectNode condition = range.putObject("if");
    condition.putObject("properties").putObject("log").put("const", true);
    condition.putArray("required").add("log");
    range.putObject("then").putObject("properties").putObject("min").put("exclusiveMinimum", 0);
  }

  /** Fixed values under a name; what lies deeper may be nested or written with dots. */
  private static ObjectNode fixed(String path) {
    ObjectNode object = Json.object().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = object.putObject("properties");
    List<String> deeper = new ArrayList<>();
    for (Hyperparameter hyperparameter : Hyperparameters.all()) {
      if (hyperparameter.name().startsWith(path + ".")) {
        String key = hyperparameter.name().substring(path.length() + 1);
        properties.set(key, value(hyperparameter).put("description", description(hyperparameter)));
        int dot = key.indexOf('.');
        if (dot > 0 && !deeper.contains(key.substring(0, dot))) {
          deeper.add(key.substring(0, dot));
        }
      }
    }
    deeper.forEach(key -> properties.set(key, fixed(path + "." + key)));
    return object;
  }

  private static String description(Hyperparameter hyperparameter) {
    String text = hyperparameter.description();
    boolean everyTask = hyperparameter.tasks().size() == TaskType.values().length;
    return Character.toUpperCase(text.charAt(0))
        + text.substring(1)
        + (everyTask ? " (" : " (task: " + Words.labels(hyperparameter.tasks(), " or ") + "; ")
        + "default: "
        + hyperparameter.defaultValue().describe()
        + ").";
  }

  private static ObjectNode value(Hyperparameter hyperparameter) {
    ObjectNode node = Json.object();
    switch (hyperparameter.kind()) {
      case FLOAT ->
          node.put("type", "number")
              .put("minimum", hyperparameter.min())
              .put("maximum", hyperparameter.max());
      case INT ->
          node.put("type", "integer")
              .put("minimum", (long) hyperparameter.min())
              .put("maximum", (long) hyperparameter.max());
      case CHOICE -> node.set("enum", Json.ofValues(hyperparameter.choices()));
      case BOOLEAN -> node.put("type", "boolean");
    }
    return node;
  }
}
