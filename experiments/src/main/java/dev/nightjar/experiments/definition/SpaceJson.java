package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.experiments.expression.ExpressionConstraint;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A search space as JSON: an array, since the order of parameters is the order of coordinates.
 * Equal spaces give equal text.
 *
 * <pre>{@code
 * [{"name":"model.hidden_size","type":"int","min":32,"max":512,"log":true,"step":1},
 *  {"name":"model.dropout","type":"float","min":0.0,"max":0.5,"log":false,"when":{"model.num_layers":[2,3]}},
 *  {"name":"model.cell_type","type":"choice","values":["rnn","lstm","gru"]}]
 * }</pre>
 *
 * (with the keys of every object sorted). A space with constraints is an object with that array and
 * another, of the constraints, each with the fixed values that it names:
 *
 * <pre>{@code
 * {"constraints":[{"given":{"model.num_layers":2},"text":"model.num_layers * model.hidden_size <= 512"}],
 *  "parameters":[…]}
 * }</pre>
 */
public final class SpaceJson {

  private SpaceJson() {}

  /**
   * The space as compact JSON.
   *
   * @throws IllegalArgumentException if a constraint was made in code: only expressions can be
   *     written down
   */
  public static String write(SearchSpace space) {
    ArrayNode parameters = parameters(space);
    if (space.constraints().isEmpty()) {
      return Json.write(parameters);
    }
    ObjectNode node = Json.object();
    node.set("parameters", parameters);
    ArrayNode constraints = node.putArray("constraints");
    space.constraints().forEach(constraint -> constraints.add(toNode(constraint)));
    return Json.write(node);
  }

  /**
   * The inverse of {@link #write}.
   *
   * @throws IllegalArgumentException if the text is no search space
   */
  public static SearchSpace read(String json) {
    if (!json.startsWith("{")) {
      return parameters(Json.readArray("a search space", json));
    }
    ObjectNode node = Json.readObject("a search space", json);
    SearchSpace space = parameters(Json.member(node, "parameters"));
    List<Constraint> constraints = new ArrayList<>();
    Json.member(node, "constraints")
        .forEach(
            constraint -> {
              Map<String, Object> given = new LinkedHashMap<>();
              Json.member(constraint, "given")
                  .properties()
                  .forEach(value -> given.put(value.getKey(), Json.toValue(value.getValue())));
              constraints.add(
                  ExpressionConstraint.of(Json.member(constraint, "text").asText(), space, given));
            });
    return space.where(constraints);
  }

  private static ObjectNode toNode(Constraint constraint) {
    if (!(constraint instanceof ExpressionConstraint expression)) {
      throw new IllegalArgumentException(
          "the constraint \""
              + constraint.text()
              + "\" was made in code and cannot be stored; write it as an expression:"
              + " ExpressionConstraint.of(text, space, Map.of())");
    }
    ObjectNode node = Json.object().put("text", expression.text());
    node.set("given", Json.ofMap(expression.given()));
    return node;
  }

  /** The parameters alone. */
  static ArrayNode parameters(SearchSpace space) {
    ArrayNode array = Json.array();
    space.parameters().forEach(parameter -> array.add(toNode(parameter)));
    return array;
  }

  private static ObjectNode toNode(Parameter parameter) {
    ObjectNode node = Json.object().put("name", parameter.name());
    if (parameter instanceof FloatParameter p) {
      node.put("type", "float").put("min", p.min()).put("max", p.max()).put("log", p.log());
    } else if (parameter instanceof IntParameter p) {
      node.put("type", "int").put("min", p.min()).put("max", p.max()).put("log", p.log());
      node.put("step", p.step());
    } else if (parameter instanceof CategoricalParameter p) {
      node.put("type", "choice").set("values", Json.ofValues(p.values()));
    }
    parameter
        .condition()
        .ifPresent(
            condition -> {
              ObjectNode when = node.putObject("when");
              condition
                  .allowed()
                  .forEach((parent, values) -> when.set(parent, Json.ofValues(values)));
            });
    return node;
  }

  /** The inverse of {@link #parameters(SearchSpace)}: a space without constraints. */
  static SearchSpace parameters(JsonNode array) {
    List<Parameter> parameters = new ArrayList<>();
    array.forEach(node -> parameters.add(parameter(node)));
    return new SearchSpace(parameters);
  }

  private static Parameter parameter(JsonNode node) {
    String name = Json.member(node, "name").asText();
    Optional<Condition> condition = condition(node);
    String type = Json.member(node, "type").asText();
    return switch (type) {
      case "float" ->
          new FloatParameter(
              name,
              Json.member(node, "min").doubleValue(),
              Json.member(node, "max").doubleValue(),
              Json.member(node, "log").booleanValue(),
              condition);
      case "int" ->
          new IntParameter(
              name,
              Json.member(node, "min").longValue(),
              Json.member(node, "max").longValue(),
              Json.member(node, "log").booleanValue(),
              Json.member(node, "step").longValue(),
              condition);
      case "choice" ->
          new CategoricalParameter(name, Json.toValues(Json.member(node, "values")), condition);
      default ->
          throw new IllegalArgumentException(
              name + ": \"" + type + "\" is no type of a parameter; there are float, int, choice");
    };
  }

  private static Optional<Condition> condition(JsonNode node) {
    JsonNode when = node.get("when");
    if (when == null) {
      return Optional.empty();
    }
    Map<String, List<Object>> allowed = new LinkedHashMap<>();
    when.properties()
        .forEach(entry -> allowed.put(entry.getKey(), Json.toValues(entry.getValue())));
    return Optional.of(new Condition(allowed));
  }
}
