package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.search.space.Configuration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A configuration as a JSON object from parameter to value, in the configuration's own order. Types
 * survive: {@code 1} comes back as a Long, {@code 1.0} as a Double, to the last bit.
 */
public final class ConfigurationJson {

  private ConfigurationJson() {}

  /** The configuration as compact JSON, such as {@code {"model.num_layers":2}}. */
  public static String write(Configuration configuration) {
    return Json.writeInOrder(Json.ofMap(configuration.values()));
  }

  /**
   * The inverse of {@link #write}.
   *
   * @throws IllegalArgumentException if the text is no configuration
   */
  public static Configuration read(String json) {
    ObjectNode object = Json.readObject("a configuration", json);
    Map<String, Object> values = new LinkedHashMap<>();
    object
        .properties()
        .forEach(entry -> values.put(entry.getKey(), Json.toValue(entry.getValue())));
    return new Configuration(values);
  }
}
