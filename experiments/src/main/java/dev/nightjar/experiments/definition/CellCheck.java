package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.task.CellRules;
import dev.nightjar.zoo.task.Hyperparameters;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds fixed values that no cell of the experiment can have. */
final class CellCheck {

  private static final String CELL = "model.cell_type";

  private final Problems problems;

  CellCheck(Problems problems) {
    this.problems = problems;
  }

  void check(FixedReader fixed, SearchSpace space) {
    boolean isFixed = fixed.fixed().containsKey(CELL);
    if (fixed.spans().containsKey(CELL) && !isFixed) {
      return; // What is wrong with the cell is recorded already.
    }
    Optional<Parameter> searched =
        space.parameters().stream().filter(p -> p.name().equals(CELL)).findFirst();
    Set<String> cells = cells(fixed.fixed(), searched);
    String which = isFixed || searched.isPresent() ? "" : ", which is the default";
    fixed
        .fixed()
        .forEach(
            (name, value) -> {
              if (cells.stream().noneMatch(cell -> CellRules.allow(cell, name, value))) {
                problems.add(
                    fixed.spans().get(name),
                    name
                        + ": "
                        + value
                        + " goes with the cells "
                        + Words.list(CellRules.cellsFor(name, value))
                        + ", not with "
                        + Words.list(cells)
                        + which,
                    "remove it, or choose one of these cells as " + CELL);
              }
            });
  }

  /** The cells that a trial may have. */
  private static Set<String> cells(Map<String, Object> fixed, Optional<Parameter> searched) {
    Set<String> cells = new LinkedHashSet<>();
    if (searched.isPresent() && searched.get() instanceof CategoricalParameter choice) {
      choice.values().forEach(value -> cells.add(String.valueOf(value)));
    }
    if (searched.isEmpty() || searched.get().condition().isPresent()) {
      Map<String, Object> values = Hyperparameters.complete(Hyperparameters.all(), fixed);
      cells.add(String.valueOf(values.get(CELL)));
    }
    return cells;
  }
}
