package dev.nightjar.experiments.definition;

import dev.nightjar.search.strategy.grid.GridStrategy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the section {@code strategy}: which one searches, and what else is said about it. */
final class StrategyReader {

  private static final String DEFAULT = "bayesian";

  /** The options, each with the type it goes with. */
  static final Map<String, String> TYPE_OF_OPTION =
      new TreeMap<>(Map.of("surrogate", "bayesian", "points", "grid"));

  private final Problems problems;

  StrategyReader(Problems problems) {
    this.problems = problems;
  }

  StrategySpec read(Optional<Section> section) {
    String type = section.flatMap(s -> s.text("type")).orElse(DEFAULT);
    section.ifPresent(s -> checkOptions(s, type));
    Map<String, Object> options = new HashMap<>();
    switch (type) {
      case "bayesian" -> options.put("surrogate", "tpe");
      case "grid" ->
          options.put(
              "points",
              section
                  .flatMap(s -> s.value("points"))
                  .orElse(Long.valueOf(GridStrategy.DEFAULT_POINTS)));
      default -> {}
    }
    return new StrategySpec(type, options);
  }

  private void checkOptions(Section section, String type) {
    TYPE_OF_OPTION.forEach(
        (option, owner) -> {
          Optional<YamlMap.Entry> entry = section.entry(option);
          if (entry.isPresent() && !owner.equals(type)) {
            problems.add(
                entry.get().span(),
                "strategy." + option + " goes with type " + owner + ", not with " + type,
                "remove it");
          }
        });
  }
}
