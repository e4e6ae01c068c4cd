package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code parameters: default} searches where some of it is fixed. */
final class StandardSpace {

  private StandardSpace() {}

  /**
   * The space without what is fixed. A condition on something fixed is decided: the parameter stays
   * or goes.
   */
  static SearchSpace without(SearchSpace space, Map<String, Object> fixed) {
    List<Parameter> kept = new ArrayList<>();
    for (Parameter parameter : space.parameters()) {
      if (!fixed.containsKey(parameter.name()) && possible(space, parameter, fixed)) {
        Map<String, List<Object>> open = new LinkedHashMap<>();
        parameter
            .condition()
            .ifPresent(
                condition ->
                    condition
                        .allowed()
                        .forEach(
                            (parent, values) -> {
                              if (!fixed.containsKey(parent)) {
                                open.put(parent, values);
                              }
                            }));
        kept.add(
            ParametersReader.withCondition(
                parameter, open.isEmpty() ? Optional.empty() : Optional.of(new Condition(open))));
      }
    }
    return new SearchSpace(kept);
  }

  private static boolean possible(
      SearchSpace space, Parameter parameter, Map<String, Object> fixed) {
    if (parameter.condition().isEmpty()) {
      return true;
    }
    return parameter.condition().get().allowed().entrySet().stream()
        .allMatch(
            entry -> {
              Object value = fixed.get(entry.getKey());
              return value == null
                  ? possible(space, space.parameter(entry.getKey()), fixed)
                  : entry.getValue().contains(value);
            });
  }
}
