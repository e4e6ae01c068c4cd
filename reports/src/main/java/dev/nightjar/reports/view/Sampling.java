package dev.nightjar.reports.view;

import java.util.ArrayList;
import java.util.List;

/** Fewer of many, the same ones every time. */
final class Sampling {

  private Sampling() {}

  /** At most {@code limit} items, spread evenly over the list. */
  static <T> List<T> even(List<T> items, int limit) {
    if (items.size() <= limit) {
      return items;
    }
    List<T> chosen = new ArrayList<>(limit);
    for (int i = 0; i < limit; i++) {
      chosen.add(items.get((int) ((long) i * items.size() / limit)));
    }
    return chosen;
  }
}
