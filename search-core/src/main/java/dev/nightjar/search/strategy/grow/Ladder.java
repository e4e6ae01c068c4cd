package dev.nightjar.search.strategy.grow;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** The values of a parameter that are climbed, smallest first. */
final class Ladder {

  private Ladder() {}

  /**
   * From the smallest value by a factor to the largest, which is the last; a choice's values are
   * all there.
   */
  static List<Long> byFactor(Parameter parameter, double factor) {
    if (!(parameter instanceof IntParameter range)) {
      return all(parameter, Integer.MAX_VALUE);
    }
    List<Long> rungs = new ArrayList<>();
    for (long value = range.min(); value < range.max(); ) {
      rungs.add(value);
      double wanted = Math.min(value * factor, (double) range.max());
      long next = (Long) range.fromUnit(range.unitOf(wanted));
      value = Math.max(next, value + range.step());
    }
    rungs.add(range.max());
    return rungs;
  }

  /** The smallest values, at most so many. */
  static List<Long> all(Parameter parameter, int limit) {
    if (parameter instanceof CategoricalParameter choice) {
      return choice.values().stream().map(Long.class::cast).sorted().limit(limit).toList();
    }
    return LongStream.range(0, Math.min(limit, parameter.cardinality().orElseThrow()))
        .mapToObj(parameter::valueAt)
        .map(Long.class::cast)
        .toList();
  }

  /** The value that is nearest to a number. */
  static long nearest(Parameter parameter, double wanted) {
    if (parameter instanceof IntParameter range) {
      return (Long) range.fromUnit(range.unitOf(wanted));
    }
    return all(parameter, Integer.MAX_VALUE).stream()
        .min(Comparator.comparingDouble(value -> Math.abs(value - wanted)))
        .orElseThrow();
  }
}
