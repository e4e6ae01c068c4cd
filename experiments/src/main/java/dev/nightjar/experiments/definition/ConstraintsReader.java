package dev.nightjar.experiments.definition;

import dev.nightjar.experiments.expression.ExpressionConstraint;
import dev.nightjar.experiments.expression.ExpressionException;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the list {@code constraints}: what the values of several parameters must meet together. */
final class ConstraintsReader {

  private static final int MAX_HINTED_NAMES = 12;

  private final Problems problems;

  ConstraintsReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The space cut by the constraints; whatever is wrong with them is recorded.
   *
   * @param entry the list of texts, if the file has any
   * @param fixed values that expressions may name besides the space's parameters
   */
  SearchSpace read(Optional<YamlMap.Entry> entry, SearchSpace space, Map<String, Object> fixed) {
    if (entry.isEmpty() || !(entry.get().value() instanceof YamlList texts)) {
      return space;
    }
    int before = problems.count();
    List<Constraint> constraints = new ArrayList<>();
    for (YamlNode item : texts.items()) {
      constraint((YamlScalar) item, space, fixed).ifPresent(constraints::add);
    }
    if (problems.count() == before) {
      checkThatSomethingIsLeft(texts, space, constraints);
    }
    return space.where(constraints);
  }

  private Optional<Constraint> constraint(
      YamlScalar item, SearchSpace space, Map<String, Object> fixed) {
    try {
      return Optional.of(ExpressionConstraint.of(item.text(), space, fixed));
    } catch (ExpressionException e) {
      List<String> hints = new ArrayList<>();
      e.unknown().ifPresent(word -> hints.addAll(Words.didYouMean(word, e.allowed())));
      if (!e.allowed().isEmpty() && e.allowed().size() <= MAX_HINTED_NAMES) {
        hints.add(Words.allowed(e.allowed()));
      }
      if (e.unknown().isEmpty()) {
        hints.add("a constraint is for example: model.num_layers * model.hidden_size <= 1024");
      }
      problems.add(
          PartOfScalar.span(item, e.index(), e.width()), "constraints: " + e.getMessage(), hints);
      return Optional.empty();
    }
  }

  private void checkThatSomethingIsLeft(
      YamlList texts, SearchSpace space, List<Constraint> constraints) {
    if (Feasibility.possible(space.where(constraints))) {
      return;
    }
    for (int i = 0; i < constraints.size(); i++) {
      if (!Feasibility.possible(space.where(List.of(constraints.get(i))))) {
        nothingIsLeft(texts.items().get(i), "nothing in the space meets this constraint");
        return;
      }
    }
    int first = 1;
    while (first < constraints.size()
        && Feasibility.possible(space.where(constraints.subList(0, first)))) {
      first++;
    }
    nothingIsLeft(
        texts.items().get(first - 1),
        "nothing in the space meets this constraint together with those before it");
  }

  private void nothingIsLeft(YamlNode item, String message) {
    problems.add(
        item.span(),
        "constraints: " + message,
        "of "
            + Feasibility.DRAWS
            + " configurations drawn at random none does; widen the ranges, or weaken it");
  }
}
