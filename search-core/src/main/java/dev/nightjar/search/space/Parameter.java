package dev.nightjar.search.space;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing a search may choose. Every parameter maps its values onto the unit interval and back:
 * {@code fromUnit(toUnit(v)).equals(v)} for each value {@code v} of its domain (floats up to
 * rounding).
 */
public sealed interface Parameter permits FloatParameter, IntParameter, CategoricalParameter {

  /** Dotted name, such as {@code model.hidden_size}; unique in its space. */
  String name();

  /** When this parameter is active; empty means always. */
  Optional<Condition> condition();

  /** Whether {@code value} has the right type and lies in the domain (bounds inclusive). */
  boolean contains(Object value);

  /**
   * The place of a value in [0, 1].
   *
   * @throws IllegalArgumentException if the value is not in the domain
   */
  double toUnit(Object value);

  /**
   * The value at a place in [0, 1]; for discrete parameters every value owns an interval of equal
   * length on the parameter's own (linear or logarithmic) scale.
   *
   * @throws IllegalArgumentException if {@code unit} is outside [0, 1] or NaN
   */
  Object fromUnit(double unit);

  /** How many values there are; empty for a continuous parameter. */
  OptionalLong cardinality();

  /**
   * The value number {@code index} (from 0) of a discrete parameter.
   *
   * @throws IllegalStateException if the parameter is continuous
   * @throws IndexOutOfBoundsException if there is no such value
   */
  Object valueAt(long index);

  /** The domain in words, for messages: {@code "float in [0.0001, 0.1], log"}. */
  String describe();
}
