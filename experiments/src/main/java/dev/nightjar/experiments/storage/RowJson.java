package dev.nightjar.experiments.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.nightjar.search.space.Configuration;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps as JSON objects in a column. Whole numbers and real ones stay apart ({@code 1} is a Long,
 * {@code 1.0} a Double), every double comes back to the last bit, and what JSON has no number for
 * is text: {@code "NaN"}.
 */
final class RowJson {

  /** The columns hold a million characters at most, also in one name or text. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNameLength(2_000_000).maxNestingDepth(1).build())
          .build();

  private RowJson() {}

  /** Values of the types a configuration may have, in their order. */
  static String write(Map<String, ?> values) {
    StringWriter text = new StringWriter(32 * values.size() + 2);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, ?> entry : values.entrySet()) {
        json.writeFieldName(entry.getKey());
        Object value = entry.getValue();
        if (value instanceof Double d) {
          json.writeNumber(d);
        } else if (value instanceof Long l) {
          json.writeNumber(l);
        } else if (value instanceof Boolean b) {
          json.writeBoolean(b);
        } else {
          json.writeString((String) value);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("JSON could not be written in memory", e);
    }
    return text.toString();
  }

  /** As {@link #configuration(String, Map)}, of one alone. */
  static Configuration configuration(String text) {
    return configuration(text, new HashMap<>());
  }

  /**
   * The configuration that was written.
   *
   * @param shared the names of other configurations, of which equal ones are kept once
   * @throws DamageException if the text is nothing that was written here
   */
  static Configuration configuration(String text, Map<List<String>, List<String>> shared) {
    List<String> names = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    read(
        text,
        (name, token, json) -> {
          names.add(name);
          values.add(parameter(token, json));
        });
    List<String> known = shared.get(names);
    if (known == null) {
      known = List.copyOf(names);
      shared.put(known, known);
    }
    return Configuration.of(known, values.toArray());
  }

  /**
   * The numbers that were written.
   *
   * @throws DamageException if the text is nothing that was written here
   */
  static Map<String, Double> numbers(String text) {
    Map<String, Double> values = new LinkedHashMap<>();
    read(text, (name, token, json) -> values.put(name, number(token, json)));
    return values;
  }

  private interface Field {
    void take(String name, JsonToken token, JsonParser json) throws IOException;
  }

  private static void read(String text, Field field) {
    try (JsonParser json = FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new DamageException("stored values are no JSON object");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        field.take(name, json.nextToken(), json);
      }
      if (json.currentToken() != JsonToken.END_OBJECT) {
        throw new DamageException("stored values end in their middle");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new DamageException("stored values cannot be read", e);
    }
  }

  private static Object parameter(JsonToken token, JsonParser json) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new DamageException("a stored parameter is " + token);
    };
  }

  private static double number(JsonToken token, JsonParser json) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> json.getDoubleValue();
      case VALUE_STRING -> Double.parseDouble(json.getText());
      default -> throw new DamageException("a stored metric is " + token);
    };
  }
}
