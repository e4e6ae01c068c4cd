package dev.nightjar.search.strategy.warmstart;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Earlier trials as seen from a new space.
 *
 * @param configuration the trial's place in the new space, complete
 * @param point of the unit cube, NaN where inactive
 * @param results one a criterion
 */
@SuppressWarnings("ArrayRecordComponent") // Package-private, never compared, never changed.
record Evidence(Configuration configuration, double[] point, List<Double> results) {

  /** The trials that lie in the space, in their order. */
  static List<Evidence> within(SearchSpace space, List<EarlierTrial> trials) {
    List<Evidence> all = new ArrayList<>();
    for (EarlierTrial trial : trials) {
      Map<String, Object> nearest = nearest(space, trial);
      Configuration configuration = new Configuration(nearest);
      boolean moved =
          nearest.entrySet().stream()
              .anyMatch(e -> !e.getValue().equals(trial.values().get(e.getKey())));
      if (!moved && space.contains(configuration)) {
        all.add(new Evidence(configuration, space.encode(configuration), trial.results()));
      }
    }
    return List.copyOf(all);
  }

  /**
   * The values of a trial, drawn into the space: a number beyond a bound becomes that bound; a
   * choice that is no longer allowed, and what the trial did not have, is left out.
   */
  static Map<String, Object> nearest(SearchSpace space, EarlierTrial trial) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : space.parentsFirst()) {
      if (parameter.condition().map(c -> c.holds(values)).orElse(true)) {
        Optional.ofNullable(trial.values().get(parameter.name()))
            .flatMap(value -> nearest(parameter, value))
            .ifPresent(value -> values.put(parameter.name(), value));
      }
    }
    return values;
  }

  private static Optional<Object> nearest(Parameter parameter, Object value) {
    if (parameter.contains(value)) {
      return Optional.of(value);
    }
    if (parameter instanceof CategoricalParameter || !(value instanceof Number number)) {
      return Optional.empty();
    }
    double v = number.doubleValue();
    if (parameter instanceof FloatParameter p) {
      return Optional.of(Math.min(p.max(), Math.max(p.min(), v)));
    }
    IntParameter p = (IntParameter) parameter;
    long within = (long) Math.min((double) p.max(), Math.max((double) p.min(), v));
    long steps = Math.floorDiv(within - p.min() + p.step() / 2, p.step());
    return Optional.of(Math.min(p.max(), p.min() + steps * p.step()));
  }

  /**
   * The root of the mean squared difference of two points; an active coordinate is as far as can be
   * from an inactive one.
   */
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      boolean active = !Double.isNaN(a[i]);
      if (active != !Double.isNaN(b[i])) {
        sum += 1;
      } else if (active) {
        sum += (a[i] - b[i]) * (a[i] - b[i]);
      }
    }
    return Math.sqrt(sum / Math.max(1, a.length));
  }
}
