package dev.nightjar.search.space;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chosen values of the active parameters. Two configurations are equal when their values are,
 * whatever the order, so that duplicates are seen.
 *
 * @param values parameter name → {@link Double}, {@link Long}, {@link String} or {@link Boolean}
 */
public record Configuration(Map<String, Object> values) {

  /**
   * Copies the values, turning other whole and floating types into Long and Double.
   *
   * @throws IllegalArgumentException if a value has another type
   */
  public Configuration {
    values = values instanceof ParameterValues ? values : new ParameterValues(values);
  }

  /**
   * A configuration of which many have the same names, which are kept once.
   *
   * @param names each once, in the order of the values
   * @param values as many as there are names
   * @throws IllegalArgumentException if a value has a wrong type, or the numbers differ
   */
  public static Configuration of(List<String> names, Object[] values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(
          names.size() + " names for " + values.length + " values of parameters");
    }
    return new Configuration(new ParameterValues(List.copyOf(names), values.clone()));
  }

  /**
   * The form in which a value is kept and compared.
   *
   * @throws IllegalArgumentException for anything but text, a truth value or a finite number
   */
  public static Object canonical(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float f) {
      value = f.doubleValue();
    }
    if (value instanceof Double d) {
      if (!Double.isFinite(d)) {
        throw new IllegalArgumentException("a parameter's value must be finite, not " + d);
      }
      return d == 0 ? Double.valueOf(0.0) : d; // −0.0 and 0.0 are one configuration
    }
    if (value instanceof Long || value instanceof String || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException(
        "a parameter's value must be text, a number or a truth value, not " + value);
  }

  /** Whether the parameter is active here. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value of a parameter, empty if it is inactive or unknown. */
  public Optional<Object> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * A numeric value.
   *
   * @throws IllegalArgumentException if the parameter is inactive or not a number
   */
  public double number(String name) {
    if (values.get(name) instanceof Number n) {
      return n.doubleValue();
    }
    throw wrong(name, "a number");
  }

  /**
   * A whole-number value.
   *
   * @throws IllegalArgumentException if the parameter is inactive or not a whole number
   */
  public long integer(String name) {
    if (values.get(name) instanceof Long n) {
      return n;
    }
    throw wrong(name, "a whole number");
  }

  /**
   * A text value.
   *
   * @throws IllegalArgumentException if the parameter is inactive or not text
   */
  public String text(String name) {
    if (values.get(name) instanceof String s) {
      return s;
    }
    throw wrong(name, "text");
  }

  private IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(
        name
            + " should be "
            + expected
            + " but is "
            + get(name).orElse("inactive")
            + " in "
            + this);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
