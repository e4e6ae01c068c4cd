package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.evolution.EvolutionStrategy;
import dev.nightjar.search.strategy.grid.GridStrategy;
import dev.nightjar.search.strategy.grow.GrowRoles;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the section {@code strategy}: which one searches, and what else is said about it. */
final class StrategyReader {

  private static final String DEFAULT = "bayesian";
  private static final String COST_AWARE = "cost_aware";

  private static final String ELSEWHERE = "or take a strategy for every space: genetic or bayesian";

  private static final Map<String, List<String>> TYPES_OF_OPTIONS =
      new TreeMap<>(
          Map.of(
              "surrogate",
              List.of("bayesian"),
              COST_AWARE,
              List.of("bayesian"),
              "points",
              List.of("grid")));

  /** They compare trials by one value. */
  private static final List<String> ONE_OBJECTIVE = List.of("evolution", "grow");

  private final Problems problems;

  StrategyReader(Problems problems) {
    this.problems = problems;
  }

  /** Every option with the types it goes with, in the order of their names. */
  static Map<String, List<String>> typesOfOptions() {
    return Collections.unmodifiableMap(TYPES_OF_OPTIONS);
  }

  /**
   * Reads the section.
   *
   * @param space what is searched; empty if that is wrong in itself
   * @param objectives how many there are
   */
  StrategySpec read(Optional<Section> section, Optional<SearchSpace> space, int objectives) {
    String type = section.flatMap(s -> s.text("type")).orElse(DEFAULT);
    section
        .flatMap(s -> s.entry("type"))
        .ifPresent(entry -> space.ifPresent(s -> checkSpace(entry.value().span(), type, s)));
    section
        .flatMap(s -> s.entry("type"))
        .filter(entry -> objectives > 1 && ONE_OBJECTIVE.contains(type))
        .ifPresent(
            entry ->
                problems.add(
                    entry.value().span(),
                    type + " follows one objective, and there are " + objectives,
                    "name one, or take a strategy for several: genetic, bayesian, sobol, grid or"
                        + " random"));
    section.ifPresent(s -> TypedOptions.check(problems, "strategy", s, type, TYPES_OF_OPTIONS));
    Map<String, Object> options = new HashMap<>();
    switch (type) {
      case "bayesian" -> {
        String surrogate = section.flatMap(s -> s.text("surrogate")).orElse("auto");
        options.put("surrogate", surrogate);
        section
            .filter(s -> s.flag(COST_AWARE).orElse(false))
            .filter(s -> mayMindDurations(s, surrogate, objectives))
            .ifPresent(s -> options.put(COST_AWARE, true));
      }
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

  /** Only one surrogate predicts durations, and only one value can be had by the second. */
  private boolean mayMindDurations(Section section, String surrogate, int objectives) {
    int before = problems.count();
    Span span = section.entry(COST_AWARE).orElseThrow().span();
    if (!surrogate.equals("gp")) {
      problems.add(
          span,
          "strategy.cost_aware goes with surrogate gp, not with " + surrogate,
          "write strategy: {type: bayesian, surrogate: gp, cost_aware: true}");
    }
    if (objectives > 1) {
      problems.add(
          span,
          "strategy.cost_aware goes with one objective, and there are " + objectives,
          "remove it, or make predict_time or parameters one of the objectives");
    }
    return problems.count() == before;
  }

  /** Not every strategy can search every space. */
  private void checkSpace(Span span, String type, SearchSpace space) {
    if (type.equals("evolution")) {
      List<String> others =
          space.parameters().stream()
              .filter(p -> !EvolutionStrategy.takes(p))
              .map(Parameter::name)
              .toList();
      if (!others.isEmpty()) {
        problems.add(
            span,
            "evolution searches ranges of numbers without a condition, not " + Words.list(others),
            "make ranges of them (type, min, max, no when) or fix them,",
            ELSEWHERE);
      }
    } else if (type.equals("grow")) {
      List<String> obstacles = StrategySpec.GROWN.obstacles(space);
      if (!obstacles.isEmpty()) {
        GrowRoles roles = StrategySpec.GROWN;
        problems.add(
            span,
            "grow cannot search this: " + String.join("; ", obstacles),
            Words.list(List.of(roles.size(), roles.depth(), roles.rate()))
                + " must all be searched, as numbers and without when,",
            ELSEWHERE);
      }
    }
  }
}
