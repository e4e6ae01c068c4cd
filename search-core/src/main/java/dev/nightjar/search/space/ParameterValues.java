package dev.nightjar.search.space;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * An immutable map of a few dozen values in the order in which they were given. A large study has a
 * hundred thousand of them: an array, and names that many may share, take a quarter of the memory
 * of a hash map, and are as fast to look through.
 */
final class ParameterValues extends AbstractMap<String, Object> {

  private final List<String> names;
  private final Object[] values;

  /** A copy of a map, each value as {@link Configuration#canonical} has it. */
  ParameterValues(Map<String, ?> map) {
    this(List.copyOf(map.keySet()), map.values().toArray());
  }

  /**
   * Values by their names.
   *
   * @param names immutable, each once
   * @param values as many, each as {@link Configuration#canonical} takes it; not used afterwards
   */
  ParameterValues(List<String> names, Object[] values) {
    this.names = names;
    this.values = values;
    for (int i = 0; i < values.length; i++) {
      values[i] = Configuration.canonical(values[i]);
    }
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean containsKey(Object name) {
    return place(name) >= 0;
  }

  @Override
  public Object get(Object name) {
    int place = place(name);
    return place < 0 ? null : values[place];
  }

  private int place(Object name) {
    for (int i = 0; i < values.length; i++) {
      if (names.get(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** That of any map with these entries, without making them. */
  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < values.length; i++) {
      hash += names.get(i).hashCode() ^ values[i].hashCode();
    }
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < values.length;
          }

          @Override
          public Entry<String, Object> next() {
            if (next >= values.length) {
              throw new NoSuchElementException();
            }
            return Map.entry(names.get(next), values[next++]);
          }
        };
      }
    };
  }
}
