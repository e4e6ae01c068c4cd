package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one way this package writes and reads JSON: compact, keys sorted, and whole numbers kept
 * apart from real ones ({@code 1} is a Long, {@code 1.0} a Double), so that equal content is equal
 * text.
 */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The text of a node: no white space, the keys of every object in the order of their code. */
  static String write(JsonNode node) {
    return writeInOrder(sorted(node));
  }

  /** The text of a node: no white space, keys in the order they were set. */
  static String writeInOrder(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree in memory could not be written", e);
    }
  }

  /** Indented text with the keys in their own order, for people. */
  static String writePretty(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node).replace("\r\n", "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree in memory could not be written", e);
    }
  }

  /** Parses a text that is to be an object. */
  static ObjectNode readObject(String what, String json) {
    if (read(what, json) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(what + " should be a JSON object but is " + excerpt(json));
  }

  /** Parses a text that is to be an array. */
  static ArrayNode readArray(String what, String json) {
    if (read(what, json) instanceof ArrayNode array) {
      return array;
    }
    throw new IllegalArgumentException(what + " should be a JSON array but is " + excerpt(json));
  }

  private static JsonNode read(String what, String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          what + " is not JSON: " + e.getOriginalMessage() + " in " + excerpt(json), e);
    }
  }

  private static String excerpt(String json) {
    return json.length() <= 200 ? json : json.substring(0, 200) + "…";
  }

  /** A member that must be there. */
  static JsonNode member(JsonNode object, String key) {
    JsonNode member = object.get(key);
    if (member == null) {
      throw new IllegalArgumentException("\"" + key + "\" is missing in " + excerpt(write(object)));
    }
    return member;
  }

  /** A parameter's value: text, truth value, Long or Double. */
  static JsonNode ofValue(Object value) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (value instanceof Long v) {
      return factory.numberNode(v);
    } else if (value instanceof Double v) {
      return factory.numberNode(v);
    } else if (value instanceof Boolean v) {
      return factory.booleanNode(v);
    } else if (value instanceof String v) {
      return factory.textNode(v);
    }
    throw new IllegalArgumentException(
        "a value must be text, Long, Double or Boolean, not " + value.getClass().getName());
  }

  /** The inverse of {@link #ofValue}. */
  static Object toValue(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    } else if (node.isFloatingPointNumber()) {
      return node.doubleValue();
    } else if (node.isBoolean()) {
      return node.booleanValue();
    } else if (node.isTextual()) {
      return node.textValue();
    }
    throw new IllegalArgumentException(
        "a value must be text, a number or a truth value, not " + excerpt(write(node)));
  }

  static ArrayNode ofValues(List<Object> values) {
    ArrayNode array = array();
    values.forEach(value -> array.add(ofValue(value)));
    return array;
  }

  static List<Object> toValues(JsonNode array) {
    List<Object> values = new ArrayList<>();
    array.forEach(node -> values.add(toValue(node)));
    return values;
  }

  static ObjectNode ofMap(Map<String, Object> map) {
    ObjectNode object = object();
    map.forEach((key, value) -> object.set(key, ofValue(value)));
    return object;
  }

  /** The inverse of {@link #ofMap}; in the order of the object, and may be changed. */
  static Map<String, Object> toMap(JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object.properties().forEach(e -> map.put(e.getKey(), toValue(e.getValue())));
    return map;
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Map<String, JsonNode> members = new TreeMap<>();
      object
          .properties()
          .forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
      ObjectNode result = object();
      members.forEach(result::set);
      return result;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode result = array();
      array.forEach(element -> result.add(sorted(element)));
      return result;
    }
    return node;
  }
}
