package dev.nightjar.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * One search of one problem.
 *
 * @param problem its name
 * @param sampler who suggested
 * @param seed of the study
 * @param curve the smallest value so far after each trial, of {@link #DIGITS} digits
 * @param seconds of CPU time that the sampler itself took
 */
record SearchRun(String problem, String sampler, long seed, List<Double> curve, double seconds) {

  /** Optuna's curves have no more, and runs that agree in them should tie. */
  private static final MathContext DIGITS = new MathContext(5);

  SearchRun {
    curve = List.copyOf(curve);
  }

  /** The curve of values in the order of their trials. */
  static List<Double> bestSoFar(Iterable<Double> values) {
    List<Double> curve = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (double value : values) {
      best = Math.min(best, value);
      curve.add(new BigDecimal(best).round(DIGITS).doubleValue());
    }
    return curve;
  }

  /** The smallest value of the first {@code trials}, of which there is at least one. */
  double best(int trials) {
    return curve.get(trials - 1);
  }
}
