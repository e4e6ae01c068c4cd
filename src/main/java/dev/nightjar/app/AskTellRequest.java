package dev.nightjar.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.search.run.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line that {@code nightjar ask-tell} has read: a JSON object with one of the commands among its
 * keys. Whatever is wrong with it is a {@link RefusedException} in words.
 */
final class AskTellRequest {

  /** NaN is read, though JSON has none, so that it can be answered better than a typing error. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private static final int MAX_ECHO = 60;

  private final String command;
  private final ObjectNode object;

  private AskTellRequest(String command, ObjectNode object) {
    this.command = command;
    this.object = object;
  }

  /**
   * Reads a line.
   *
   * @param commands one of which must be among the keys
   */
  static AskTellRequest parse(String line, List<String> commands) {
    String example = "write for example {\"ask\":1}";
    JsonNode node;
    try {
      node = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      long place = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
      throw new RefusedException(
          "not one JSON object, or a key stands twice: it cannot be read beyond character "
              + place
              + "; "
              + example);
    }
    if (!(node instanceof ObjectNode object)) {
      throw new RefusedException(
          "a line should be a JSON object, not "
              + (node.isMissingNode() ? "empty" : echo(node))
              + "; "
              + example);
    }
    List<String> found = commands.stream().filter(object::has).toList();
    if (found.size() != 1) {
      throw new RefusedException(
          "a line should have exactly one of the keys "
              + quoted(commands)
              + (found.isEmpty() ? "; it has none" : ", not " + quoted(found)));
    }
    return new AskTellRequest(found.get(0), object);
  }

  /** The key that says what is wanted. */
  String command() {
    return command;
  }

  boolean has(String key) {
    return object.has(key);
  }

  /** Refuses every other key. */
  void allow(String... keys) {
    List<String> allowed = List.of(keys);
    object
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!allowed.contains(key)) {
                throw new RefusedException(
                    "unknown key "
                        + echo(object.textNode(key))
                        + " beside \""
                        + command
                        + "\"; allowed: "
                        + quoted(allowed));
              }
            });
  }

  /** A whole number, bounds inclusive. */
  int whole(String key, int min, int max) {
    JsonNode node = member(key);
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < min
        || node.intValue() > max) {
      String range = max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
      throw wrong(key, "a whole number " + range, node);
    }
    return node.intValue();
  }

  /** A finite number. */
  double number(String key) {
    return number(key, member(key));
  }

  /** An array of finite numbers. */
  List<Double> numbers(String key) {
    JsonNode array = member(key);
    if (!array.isArray()) {
      throw wrong(key, "an array of finite numbers", array);
    }
    List<Double> numbers = new ArrayList<>();
    array.forEach(node -> numbers.add(number(key, node)));
    return numbers;
  }

  private static double number(String key, JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      String hint = node.isNumber() ? "; tell a trial without one as \"state\":\"failed\"" : "";
      throw new RefusedException(
          '"' + key + "\" should be a finite number, not " + echo(node) + hint);
    }
    return node.doubleValue();
  }

  /** One of several words. */
  String choice(String key, List<String> words) {
    JsonNode node = member(key);
    if (!node.isTextual() || !words.contains(node.textValue())) {
      throw wrong(key, "one of " + quoted(words), node);
    }
    return node.textValue();
  }

  /** An object. */
  ObjectNode object(String key) {
    JsonNode node = member(key);
    if (node instanceof ObjectNode value) {
      return value;
    }
    throw wrong(key, "an object from parameters to values", node);
  }

  private JsonNode member(String key) {
    if (!object.has(key)) {
      throw new RefusedException('"' + key + "\" is missing beside \"" + command + '"');
    }
    return object.get(key);
  }

  private static RefusedException wrong(String key, String allowed, JsonNode node) {
    return new RefusedException('"' + key + "\" should be " + allowed + ", not " + echo(node));
  }

  /** A value as it was written, shortened. */
  static String echo(JsonNode node) {
    String text = node.isNumber() ? node.asText() : node.toString();
    return text.codePointCount(0, text.length()) <= MAX_ECHO
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_ECHO)) + "…";
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
  }
}
