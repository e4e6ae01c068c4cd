package dev.nightjar.search.space;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of a list of values without a distance between them. The unit interval is cut into equal
 * parts, one a value, in the order given.
 *
 * @param name dotted name
 * @param values at least one {@link String}, {@link Boolean}, {@link Long} or {@link Double}, no
 *     two alike
 * @param condition when the parameter is active
 */
public record CategoricalParameter(String name, List<Object> values, Optional<Condition> condition)
    implements Parameter {

  /**
   * Copies and checks the values.
   *
   * @throws IllegalArgumentException if there is no value, a value stands twice, or has a type that
   *     is not allowed
   */
  public CategoricalParameter {
    Units.requireName(name);
    values = values.stream().map(Configuration::canonical).toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + ": a choice needs at least one value");
    }
    if (new LinkedHashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException(name + ": a value stands twice in " + values);
    }
  }

  /** An unconditional choice. */
  public static CategoricalParameter of(String name, Object... values) {
    return new CategoricalParameter(name, List.of(values), Optional.empty());
  }

  @Override
  public boolean contains(Object value) {
    return values.contains(value);
  }

  @Override
  public double toUnit(Object value) {
    int index = values.indexOf(value);
    if (index < 0) {
      throw Units.notInDomain(this, value);
    }
    return (index + 0.5) / values.size();
  }

  @Override
  public Object fromUnit(double unit) {
    int index = (int) (Units.require(name, unit) * values.size());
    return values.get(Math.min(index, values.size() - 1));
  }

  @Override
  public OptionalLong cardinality() {
    return OptionalLong.of(values.size());
  }

  @Override
  public Object valueAt(long index) {
    return values.get(Math.toIntExact(index));
  }

  @Override
  public String describe() {
    return "one of " + values;
  }
}
