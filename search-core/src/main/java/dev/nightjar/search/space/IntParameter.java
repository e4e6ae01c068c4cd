package dev.nightjar.search.space;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A whole number {@code min, min + step, …} up to {@code max}, both inclusive.
 *
 * <p>On the unit interval every value owns a cell: [v − step/2, v + step/2] on the linear scale,
 * the same bounds in logarithms on the logarithmic one; {@link #toUnit} gives the cell's middle.
 *
 * @param name dotted name
 * @param min smallest value; above 0 when {@code log}
 * @param max largest value, above {@code min}, and a whole number of steps above it
 * @param log whether the unit interval is uniform in the logarithm of the value
 * @param step distance of neighbouring values, at least 1; exactly 1 when {@code log}
 * @param condition when the parameter is active
 */
public record IntParameter(
    String name, long min, long max, boolean log, long step, Optional<Condition> condition)
    implements Parameter {

  /** Integers above this are not exact as a double. */
  private static final long LIMIT = 1L << 53;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if min is not below max, a bound is beyond ±2^53, the step
   *     does not fit, or log with min below 1 or a step
   */
  public IntParameter {
    Units.requireName(name);
    if (min >= max || min < -LIMIT || max > LIMIT) {
      throw new IllegalArgumentException(
          name + ": min " + min + " must be below max " + max + ", both within ±2^53");
    }
    if (step < 1 || (max - min) % step != 0) {
      throw new IllegalArgumentException(
          name + ": step " + step + " must be at least 1 and lead from " + min + " to " + max);
    }
    if (log && min < 1) {
      throw new IllegalArgumentException(
          name + ": a logarithmic scale needs min of at least 1, but min is " + min);
    }
    if (log && step != 1) {
      throw new IllegalArgumentException(name + ": a logarithmic scale takes no step");
    }
  }

  /** An unconditional parameter on a linear scale with step 1. */
  public static IntParameter linear(String name, long min, long max) {
    return new IntParameter(name, min, max, false, 1, Optional.empty());
  }

  /** An unconditional parameter on a logarithmic scale. */
  public static IntParameter log(String name, long min, long max) {
    return new IntParameter(name, min, max, true, 1, Optional.empty());
  }

  @Override
  public boolean contains(Object value) {
    return value instanceof Long v && v >= min && v <= max && (v - min) % step == 0;
  }

  @Override
  public double toUnit(Object value) {
    if (!contains(value)) {
      throw Units.notInDomain(this, value);
    }
    long v = (Long) value;
    return (unitOf(v - step / 2.0) + unitOf(v + step / 2.0)) / 2;
  }

  /** Where a real number lies on the unit interval; the cell of a value v is v ± step/2. */
  public double unitOf(double real) {
    double low = scale(min - step / 2.0);
    double high = scale(max + step / 2.0);
    return Units.clamp((scale(real) - low) / (high - low), 0, 1);
  }

  @Override
  public Object fromUnit(double unit) {
    double u = Units.require(name, unit);
    double low = scale(min - step / 2.0);
    double high = scale(max + step / 2.0);
    double scaled = low + u * (high - low);
    double real = log ? Math.exp(scaled) : scaled;
    long index = Math.round((real - min) / step);
    return min + Math.max(0, Math.min((max - min) / step, index)) * step;
  }

  private double scale(double real) {
    return log ? Math.log(real) : real;
  }

  @Override
  public OptionalLong cardinality() {
    return OptionalLong.of((max - min) / step + 1);
  }

  @Override
  public Object valueAt(long index) {
    if (index < 0 || index > (max - min) / step) {
      throw new IndexOutOfBoundsException(name + " has no value number " + index);
    }
    return min + index * step;
  }

  @Override
  public String describe() {
    return "int in [" + min + ", " + max + "]" + (log ? ", log" : step > 1 ? ", step " + step : "");
  }
}
