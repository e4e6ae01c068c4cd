package dev.nightjar.reports.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.search.space.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Something in which the definitions of studies differ.
 *
 * @param key its place in the definition, dotted
 * @param values what each study has there; a dash where it has nothing
 */
public record Difference(String key, List<String> values) {

  /** What a study does not have. */
  private static final String NONE = "–";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** In what studies differ, by key, names left out. */
  static List<Difference> of(List<StudyView> views) {
    List<Map<String, String>> definitions = views.stream().map(Difference::flat).toList();
    Set<String> keys = new LinkedHashSet<>();
    definitions.forEach(d -> keys.addAll(d.keySet()));
    List<Difference> differences = new ArrayList<>();
    for (String key : keys.stream().sorted().toList()) {
      List<String> values = definitions.stream().map(d -> d.getOrDefault(key, NONE)).toList();
      if (!key.equals("name") && values.stream().distinct().count() > 1) {
        differences.add(new Difference(key, values));
      }
    }
    return List.copyOf(differences);
  }

  /** The resolved definition as dotted keys; without one, the seed and the parameters. */
  private static Map<String, String> flat(StudyView view) {
    Map<String, String> flat = new TreeMap<>();
    String resolved = view.study().definition().resolved();
    try {
      JsonNode root = JSON.readTree(resolved);
      if (root.isObject()) {
        flatten("", root, flat);
        return flat;
      }
    } catch (JsonProcessingException e) {
      // Only what Nightjar resolved is JSON; whatever else a study made in code stores is not read.
      flat.clear();
    }
    flat.put("seed", Long.toString(view.study().definition().seed()));
    for (Parameter parameter : view.study().definition().space().parameters()) {
      flat.put("parameters." + parameter.name(), parameter.describe());
    }
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              e ->
                  flatten(
                      prefix.isEmpty() ? e.getKey() : prefix + "." + e.getKey(),
                      e.getValue(),
                      flat));
    } else {
      flat.put(prefix, node.isTextual() ? node.asText() : node.toString());
    }
  }
}
