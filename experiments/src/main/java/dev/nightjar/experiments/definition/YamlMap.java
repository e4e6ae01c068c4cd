package dev.nightjar.experiments.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mapping; its keys differ.
 *
 * @param span where it begins
 * @param entries in the order of the text
 * @param size see {@link YamlNode#size}
 */
record YamlMap(Span span, List<Entry> entries, int size) implements YamlNode {

  /** A key and its value; the key's span is where problems with the pair are shown. */
  record Entry(String key, Span span, YamlNode value) {}

  YamlMap {
    entries = List.copyOf(entries);
  }

  Optional<Entry> find(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  /** This mapping with an entry replaced, or added at its end. */
  YamlMap with(Entry changed) {
    List<Entry> all = new ArrayList<>();
    boolean replaced = false;
    for (Entry entry : entries) {
      boolean same = entry.key().equals(changed.key());
      all.add(same ? changed : entry);
      replaced |= same;
    }
    if (!replaced) {
      all.add(changed);
    }
    return new YamlMap(span, all, size);
  }

  @Override
  public String describe() {
    return "a mapping";
  }
}
