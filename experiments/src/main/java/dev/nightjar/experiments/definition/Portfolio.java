package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The configurations of a task's standard space that a search tries first: usual sizes and
 * rates. They are in {@code portfolio.json}, which also says how they were found.
 */
public final class Portfolio {

  private static final String RESOURCE = "portfolio.json";
  private static final ObjectNode CONTENT = read();

  private Portfolio() {}

  /** How the configurations were found, a sentence for people. */
  public static String found() {
    return CONTENT.path("found").asText();
  }

  /**
   * The configurations for a task on a data set, the best first. Values that the standard space of
   * these data does not have are left out, to be drawn.
   *
   * @return each a mapping from some parameters of the standard space to values; none is empty, and
   *     none stands twice
   */
  public static List<Map<String, Object>> of(TaskType task, DatasetSpec data) {
    SearchSpace space = StandardSpaces.of(task, data);
    return StreamSupport.stream(CONTENT.path(task.label()).spliterator(), false)
        .map(configuration -> within(space, configuration))
        .filter(configuration -> !configuration.isEmpty())
        .distinct()
        .toList();
  }

  private static Map<String, Object> within(SearchSpace space, JsonNode configuration) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : space.parameters()) { // Parents come before their children.
      JsonNode node = configuration.path(parameter.name());
      if (node.isMissingNode()) {
        continue;
      }
      Object value = Json.toValue(node);
      if (parameter.contains(value)
          && parameter.condition().map(c -> isMet(c, values)).orElse(true)) {
        values.put(parameter.name(), value);
      }
    }
    return values;
  }

  private static boolean isMet(Condition condition, Map<String, Object> values) {
    return condition.allowed().entrySet().stream()
        .allMatch(
            parent ->
                values.containsKey(parent.getKey())
                    && parent.getValue().contains(values.get(parent.getKey())));
  }

  private static ObjectNode read() {
    try (InputStream in = Portfolio.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + Portfolio.class);
      }
      return Json.readObject(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }
}
