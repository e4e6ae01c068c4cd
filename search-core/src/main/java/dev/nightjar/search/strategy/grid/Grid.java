package dev.nightjar.search.strategy.grid;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A finite part of a search space, with the same names and conditions. */
final class Grid {

  private Grid() {}

  /**
   * The grid over a space. A choice keeps its values, and a whole number that has no more than
   * {@code points} of them too. Of every other parameter there are {@code points} values at equal
   * distances on its linear or logarithmic scale, both bounds among them (whole numbers rounded,
   * doubles left out), and those that a condition names, so that no branch is lost.
   *
   * @param points at least 2
   */
  static SearchSpace over(SearchSpace space, int points) {
    return new SearchSpace(
        space.parameters().stream()
            .<Parameter>map(
                parameter ->
                    new CategoricalParameter(
                        parameter.name(),
                        values(parameter, named(space, parameter.name()), points),
                        parameter.condition()))
            .toList());
  }

  private static List<Object> values(Parameter parameter, Set<Object> named, int points) {
    if (parameter instanceof CategoricalParameter choice) {
      return choice.values();
    }
    long cardinality = parameter.cardinality().orElse(Long.MAX_VALUE);
    if (cardinality <= points) {
      return LongStream.range(0, cardinality).mapToObj(parameter::valueAt).toList();
    }
    Set<Object> values = new LinkedHashSet<>();
    IntStream.range(0, points).forEach(i -> values.add(parameter.fromUnit(i / (points - 1.0))));
    values.addAll(named);
    List<Object> sorted = new ArrayList<>(values);
    sorted.sort((a, b) -> Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue()));
    return sorted;
  }

  /** The values of a parameter that conditions of others name. */
  private static Set<Object> named(SearchSpace space, String name) {
    Set<Object> named = new LinkedHashSet<>();
    space.parameters().stream()
        .map(Parameter::condition)
        .flatMap(Optional::stream)
        .map(Condition::allowed)
        .map(Map::entrySet)
        .flatMap(Set::stream)
        .filter(entry -> entry.getKey().equals(name))
        .forEach(entry -> named.addAll(entry.getValue()));
    return named;
  }
}
