package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.SearchSpace;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code parameters} where somebody else's program is told them, so that any name will do.
 */
final class FreeSpace {

  private static final List<String> EXAMPLE =
      List.of(
          "for example:",
          "parameters: {x: {type: float, min: -5, max: 10}, method: {values: [a, b]}}");

  private final Problems problems;

  FreeSpace(Problems problems) {
    this.problems = problems;
  }

  /** The space of a mapping, which may be empty; whatever is wrong is left out and recorded. */
  SearchSpace read(YamlMap.Entry entry) {
    YamlNode node = entry.value();
    if (node instanceof YamlMap map) {
      return new ParametersReader(problems, FreeDomain.names(problems), Map.of()).read(map);
    }
    return refuse(
        entry,
        node.describe(),
        node instanceof YamlScalar scalar && scalar.text().equals("default")
            ? List.of(
                "the default is that of a task, which is not read here; list the parameters:",
                EXAMPLE.get(1))
            : EXAMPLE);
  }

  /** The space of a mapping that must not be empty. */
  SearchSpace readSome(YamlMap.Entry entry) {
    return entry.value() instanceof YamlMap map && map.entries().isEmpty()
        ? refuse(entry, "an empty one", EXAMPLE)
        : read(entry);
  }

  private SearchSpace refuse(YamlMap.Entry entry, String found, List<String> hints) {
    problems.add(
        entry.value().isNothing() ? entry.span() : entry.value().span(),
        "parameters should be a mapping from names to what to search, not " + found,
        hints);
    return SearchSpace.of();
  }
}
