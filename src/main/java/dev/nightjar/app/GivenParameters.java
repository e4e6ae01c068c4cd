package dev.nightjar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightjar.search.run.RefusedException;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a configuration that somebody else has chosen. Languages differ in whether 1 and 1.0 are
 * one number; here they are, where the parameter leaves no doubt.
 */
final class GivenParameters {

  private final SearchSpace space;

  /** Of a space. */
  GivenParameters(SearchSpace space) {
    this.space = space;
  }

  /**
   * The configuration of an object from names to values.
   *
   * @throws RefusedException if it has not exactly the active parameters, each inside its domain
   */
  Configuration read(ObjectNode object) {
    Map<String, Object> values = new HashMap<>();
    object.properties().forEach(e -> values.put(e.getKey(), value(e.getKey(), e.getValue())));
    Configuration configuration =
        space.choose(
            parameter -> {
              if (!values.containsKey(parameter.name())) {
                throw new RefusedException(
                    quote(parameter) + " is missing; allowed is " + parameter.describe());
              }
              return values.get(parameter.name());
            });
    for (Parameter parameter : space.parameters()) {
      if (values.containsKey(parameter.name()) && !configuration.has(parameter.name())) {
        throw new RefusedException(
            quote(parameter)
                + " is not active here: it goes with "
                + parameter.condition().orElseThrow().allowed()
                + "; leave it out");
      }
    }
    return configuration;
  }

  private static String quote(Parameter parameter) {
    return '"' + parameter.name() + '"';
  }

  private Object value(String name, JsonNode node) {
    Parameter parameter =
        space.parameters().stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedException(
                        "there is no parameter "
                            + AskTellRequest.echo(TextNode.valueOf(name))
                            + "; there are "
                            + String.join(
                                ", ", space.parameters().stream().map(Parameter::name).toList())));
    return convert(parameter, node)
        .filter(parameter::contains)
        .orElseThrow(
            () ->
                new RefusedException(
                    quote(parameter)
                        + " should be "
                        + parameter.describe()
                        + ", not "
                        + AskTellRequest.echo(node)));
  }

  private static Optional<Object> convert(Parameter parameter, JsonNode node) {
    if (parameter instanceof CategoricalParameter choice) {
      return choice.values().stream().filter(value -> same(value, node)).findFirst();
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      return Optional.empty();
    }
    if (parameter instanceof FloatParameter) {
      return Optional.of(Configuration.canonical(node.doubleValue()));
    }
    boolean whole = node.canConvertToExactIntegral() && node.canConvertToLong();
    return whole ? Optional.of(node.longValue()) : Optional.empty();
  }

  private static boolean same(Object value, JsonNode node) {
    if (value instanceof Long whole) {
      return node.isNumber()
          && node.canConvertToExactIntegral()
          && node.canConvertToLong()
          && node.longValue() == whole;
    } else if (value instanceof Double real) {
      return node.isNumber() && node.doubleValue() == real;
    } else if (value instanceof Boolean truth) {
      return node.isBoolean() && node.booleanValue() == truth;
    }
    return node.isTextual() && node.textValue().equals(value);
  }
}
