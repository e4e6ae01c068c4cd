package dev.nightjar.search.space;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A real number between two bounds, both inclusive.
 *
 * @param name dotted name
 * @param min smallest value; above 0 when {@code log}
 * @param max largest value, above {@code min}
 * @param log whether the unit interval is uniform in the logarithm of the value
 * @param condition when the parameter is active
 */
public record FloatParameter(
    String name, double min, double max, boolean log, Optional<Condition> condition)
    implements Parameter {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a bound is not finite, min is not below max, or log with
   *     min ≤ 0
   */
  public FloatParameter {
    Units.requireName(name);
    if (!Double.isFinite(min) || !Double.isFinite(max) || min >= max) {
      throw new IllegalArgumentException(
          name + ": min " + min + " must be below max " + max + ", both finite");
    }
    if (log && min <= 0) {
      throw new IllegalArgumentException(
          name + ": a logarithmic scale needs min above 0, but min is " + min);
    }
  }

  /** An unconditional parameter on a linear scale. */
  public static FloatParameter linear(String name, double min, double max) {
    return new FloatParameter(name, min, max, false, Optional.empty());
  }

  /** An unconditional parameter on a logarithmic scale. */
  public static FloatParameter log(String name, double min, double max) {
    return new FloatParameter(name, min, max, true, Optional.empty());
  }

  @Override
  public boolean contains(Object value) {
    return value instanceof Double v && v >= min && v <= max;
  }

  @Override
  public double toUnit(Object value) {
    if (!contains(value)) {
      throw Units.notInDomain(this, value);
    }
    double v = (Double) value;
    double unit =
        log
            ? (Math.log(v) - Math.log(min)) / (Math.log(max) - Math.log(min))
            : (v / 2 - min / 2) / (max / 2 - min / 2);
    return Units.clamp(unit, 0, 1);
  }

  @Override
  public Object fromUnit(double unit) {
    double u = Units.require(name, unit);
    double v =
        log
            ? Math.exp(Math.log(min) + u * (Math.log(max) - Math.log(min)))
            : min * (1 - u) + max * u;
    return Units.clamp(v, min, max);
  }

  @Override
  public OptionalLong cardinality() {
    return OptionalLong.empty();
  }

  @Override
  public Object valueAt(long index) {
    throw new IllegalStateException(name + " is continuous: it has no value number " + index);
  }

  @Override
  public String describe() {
    return "float in [" + min + ", " + max + "]" + (log ? ", log" : "");
  }
}
