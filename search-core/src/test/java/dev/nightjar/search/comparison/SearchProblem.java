package dev.nightjar.search.comparison;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import java.util.function.ToDoubleFunction;

/**
 * A function to minimise of which the smallest value is known.
 *
 * @param name under which results are kept
 * @param space its domain
 * @param function to be minimised
 * @param optimum its smallest value
 */
public record SearchProblem(
    String name, SearchSpace space, ToDoubleFunction<Configuration> function, double optimum) {

  @Override
  public String toString() {
    return name;
  }
}
