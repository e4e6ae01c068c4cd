package dev.nightjar.search.trial;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/**
 * An immutable map of metrics, sorted by name. A study of many trials has millions of them with the
 * same few names, so the names may be shared and the values are an array: a tree would take five
 * times the memory.
 */
final class SortedMetrics extends AbstractMap<String, Double> {

  private final List<String> names;
  private final double[] values;

  /**
   * Of names in ascending order, and a value for each; neither is copied.
   *
   * @throws IllegalArgumentException if the names do not ascend or there is not a value for each
   */
  SortedMetrics(List<String> names, double[] values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(values.length + " values for " + names);
    }
    for (int i = 1; i < values.length; i++) {
      if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
        throw new IllegalArgumentException(names + " are not in order");
      }
    }
    this.names = names;
    this.values = values;
  }

  static SortedMetrics copyOf(Map<String, Double> metrics) {
    if (metrics instanceof SortedMetrics sorted) {
      return sorted;
    }
    Map<String, Double> sorted = new TreeMap<>(metrics);
    return new SortedMetrics(
        List.copyOf(sorted.keySet()),
        sorted.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean containsKey(Object name) {
    return name instanceof String text && place(text) >= 0;
  }

  @Override
  public Double get(Object name) {
    int place = name instanceof String text ? place(text) : -1;
    return place < 0 ? null : values[place];
  }

  private int place(String name) {
    return Collections.binarySearch(names, name);
  }

  @Override
  public Set<Entry<String, Double>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public Iterator<Entry<String, Double>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < values.length;
          }

          @Override
          public Entry<String, Double> next() {
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
