package dev.nightjar.search.trial;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a study optimises: a metric, the direction, and the value at which it may stop.
 *
 * @param metric the name under which trials report it, such as {@code validation.loss}
 * @param goal whether to minimise or maximise
 * @param target the value that is good enough, if any
 */
public record Criterion(String metric, Goal goal, OptionalDouble target) {

  /** A metric to be made small. */
  public static Criterion minimize(String metric) {
    return new Criterion(metric, Goal.MINIMIZE, OptionalDouble.empty());
  }

  /** A metric to be made large. */
  public static Criterion maximize(String metric) {
    return new Criterion(metric, Goal.MAXIMIZE, OptionalDouble.empty());
  }

  /** Whether a value is as good as the target; false without a target. */
  public boolean reached(double value) {
    return target.isPresent() && goal.loss(value) <= goal.loss(target.getAsDouble());
  }

  /**
   * Whether one trial's values are good enough: every criterion that has a target is reached, and
   * at least one has.
   *
   * @param values one a criterion
   */
  public static boolean allReached(List<Criterion> criteria, List<Double> values) {
    boolean any = false;
    for (int k = 0; k < criteria.size(); k++) {
      if (criteria.get(k).target().isPresent()) {
        if (!criteria.get(k).reached(values.get(k))) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }
}
