package dev.nightjar.search.importance;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.List;

/**
 * Cuts each dimension of the unit cube into at most 64 cells of equal length, so that a set of
 * cells is a {@code long}. A parameter of few values has a cell for each of them.
 */
final class Cells {

  /** As many as a {@code long} has bits. */
  private static final int MOST = 64;

  /** What is lost within a cell of a range is a thousandth of the variance of a straight line. */
  private static final int OF_A_RANGE = 32;

  private final List<Parameter> parameters;
  private final int[] counts;

  Cells(SearchSpace space) {
    parameters = space.parameters();
    counts = parameters.stream().mapToInt(Cells::count).toArray();
  }

  private static int count(Parameter parameter) {
    long values = parameter.cardinality().orElse(Long.MAX_VALUE);
    return values <= MOST ? (int) values : isOrdered(parameter) ? OF_A_RANGE : MOST;
  }

  private static boolean isOrdered(Parameter parameter) {
    return !(parameter instanceof CategoricalParameter);
  }

  /** Whether neighbouring cells are alike. */
  boolean ordered(int dimension) {
    return isOrdered(parameters.get(dimension));
  }

  int dimensions() {
    return counts.length;
  }

  /** The number of cells of a dimension. */
  int count(int dimension) {
    return counts[dimension];
  }

  /** The set of all cells of a dimension. */
  long all(int dimension) {
    return -1L >>> (MOST - counts[dimension]);
  }

  /** The cell of a configuration in a dimension, from 0; -1 if the parameter is inactive. */
  int of(Configuration configuration, int dimension) {
    Parameter parameter = parameters.get(dimension);
    return configuration
        .get(parameter.name())
        .map(
            value -> Math.min((int) (parameter.toUnit(value) * counts[dimension]), last(dimension)))
        .orElse(-1);
  }

  private int last(int dimension) {
    return counts[dimension] - 1;
  }
}
