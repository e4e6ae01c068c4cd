package dev.nightjar.zoo.network;

import java.util.List;

/**
 * A slice of the flat parameter buffer.
 *
 * @param name for example {@code layer0.recurrent}
 * @param shape row-major
 * @param offset index of its first value in the flat buffer
 */
public record NamedParameter(String name, List<Integer> shape, int offset) {
  /** Copies the shape. */
  public NamedParameter {
    shape = List.copyOf(shape);
  }

  /** The number of values. */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }
}
