package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the JSON schema says of files whose trials run a program. */
final class CommandSchema {

  private static final String SCALARS = "A number or a truth value is taken as it is written.";

  private CommandSchema() {}

  /** Whether a file is one. */
  static ObjectNode condition() {
    ObjectNode condition = Json.object();
    condition.putArray("required").add("task");
    ObjectNode task = condition.putObject("properties").putObject("task");
    task.putArray("required").add("type");
    task.putObject("properties").putObject("type").put("const", CommandSpec.LABEL);
    return condition;
  }

  /** The whole of such a file. */
  static ObjectNode file() {
    ObjectNode file = JsonSchema.section(CommandKeys.file());
    ObjectNode properties = (ObjectNode) file.get("properties");
    ObjectNode task = (ObjectNode) properties.get("task").get("properties");
    JsonSchema.describe(task, CommandKeys.TASK, "argv", argv());
    JsonSchema.describe(task, CommandKeys.TASK, "env", env());
    JsonSchema.describe(properties, CommandKeys.file(), "parameters", parameters());
    JsonSchema.describe(
        properties,
        CommandKeys.file(),
        "objective",
        JsonSchema.objective(ObjectiveKeys.OF_SEARCH, ObjectiveKeys.OF_SEARCH));
    JsonSchema.restrictOptions(properties);
    return file;
  }

  private static ObjectNode argv() {
    ObjectNode argv = Json.object().put("type", "array").put("minItems", 1);
    argv.set("items", scalar().put("description", SCALARS));
    return argv;
  }

  private static ObjectNode env() {
    ObjectNode env = Json.object().put("type", "object");
    env.putObject("propertyNames").put("pattern", CommandReader.VARIABLE);
    env.set("additionalProperties", scalar().put("description", SCALARS));
    return env;
  }

  private static ObjectNode scalar() {
    ObjectNode scalar = Json.object();
    scalar.putArray("type").add("string").add("number").add("boolean");
    return scalar;
  }

  private static ObjectNode parameters() {
    ObjectNode parameter = JsonSchema.section(Keys.PARAMETER);
    ObjectNode properties = (ObjectNode) parameter.get("properties");
    ObjectNode values = Json.object().put("type", "array");
    values.put("minItems", 1).put("maxItems", ParametersReader.MAX_VALUES).put("uniqueItems", true);
    values.set("items", scalar());
    JsonSchema.describe(properties, Keys.PARAMETER, "values", values);
    ObjectNode when = Json.object().put("type", "object").put("minProperties", 1);
    ObjectNode list = Json.object().put("type", "array").put("minItems", 1);
    list.put("uniqueItems", true).set("items", scalar());
    when.putObject("additionalProperties").putArray("anyOf").add(scalar()).add(list);
    JsonSchema.describe(properties, Keys.PARAMETER, "when", when);
    ArrayNode either = parameter.putArray("oneOf");
    either.addObject().putArray("required").add("values");
    either.addObject().putArray("required").add("type").add("min").add("max");
    ObjectNode parameters = Json.object().put("type", "object");
    parameters.set("additionalProperties", parameter);
    return parameters;
  }
}
