package dev.nightjar.search.strategy.grow;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which parameters a growing search turns, by name. All three must be searched, be numbers (a range
 * or a choice between numbers; size and depth whole ones of at least 1) and have no condition.
 *
 * @param size the number of hidden units
 * @param depth the number of layers
 * @param rate the learning rate
 */
public record GrowRoles(String size, String depth, String rate) {

  /** What keeps a space from being searched by growing, a sentence each; none if nothing does. */
  public List<String> obstacles(SearchSpace space) {
    List<String> obstacles = new ArrayList<>();
    look(space, size, true).ifPresent(obstacles::add);
    look(space, depth, true).ifPresent(obstacles::add);
    look(space, rate, false).ifPresent(obstacles::add);
    return obstacles;
  }

  private static Optional<String> look(SearchSpace space, String name, boolean whole) {
    Optional<Parameter> parameter =
        space.parameters().stream().filter(p -> p.name().equals(name)).findFirst();
    if (parameter.isEmpty()) {
      return Optional.of(name + " is not searched");
    }
    if (parameter.get().condition().isPresent()) {
      return Optional.of(name + " has a condition");
    }
    Class<?> kind = whole ? Long.class : Number.class;
    boolean fits =
        parameter.get() instanceof CategoricalParameter choice
            ? choice.values().stream().allMatch(kind::isInstance)
            : !whole || parameter.get() instanceof IntParameter;
    if (!fits) {
      return Optional.of(name + " has values that are not " + (whole ? "whole " : "") + "numbers");
    }
    return whole && smallest(parameter.get()) < 1
        ? Optional.of(name + " has values below 1")
        : Optional.empty();
  }

  private static long smallest(Parameter parameter) {
    return parameter instanceof IntParameter range ? range.min() : Ladder.all(parameter, 1).get(0);
  }
}
