package dev.nightjar.experiments.definition;

import java.util.List;

/**
 * A sequence.
 *
 * @param span where it begins
 * @param items the items
 * @param size see {@link YamlNode#size}
 */
record YamlList(Span span, List<YamlNode> items, int size) implements YamlNode {

  YamlList {
    items = List.copyOf(items);
  }

  @Override
  public String describe() {
    return "a list";
  }
}
