package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Divides examples so that every part has every label in its share, each by {@link HashSplit}. */
final class StratifiedSplit {

  private StratifiedSplit() {}

  static LabelledText divide(
      String name, List<Example> examples, SplitSpec shares, TextLevel level) {
    Parts<Example> parts = divide(examples, Example::label, Example::text, shares);
    return new LabelledText(
        name,
        examples.stream().map(Example::label).distinct().sorted().toList(),
        parts.train(),
        parts.validation(),
        parts.test(),
        StableHash.of(examples),
        level);
  }

  /**
   * Divides what has labels, each part in the order of the hash.
   *
   * @param text what an item is known by
   */
  static <T> Parts<T> divide(
      List<T> items, Function<T, String> label, Function<T, String> text, SplitSpec shares) {
    Map<String, List<T>> byLabel = new TreeMap<>();
    for (T item : items) {
      byLabel.computeIfAbsent(label.apply(item), key -> new ArrayList<>()).add(item);
    }
    List<T> train = new ArrayList<>();
    List<T> validation = new ArrayList<>();
    List<T> test = new ArrayList<>();
    for (List<T> ofLabel : byLabel.values()) {
      Parts<T> parts = HashSplit.divide(ofLabel, text, shares);
      train.addAll(parts.train());
      validation.addAll(parts.validation());
      test.addAll(parts.test());
    }
    Comparator<T> byHash = Comparator.comparing(item -> StableHash.key(text.apply(item)));
    train.sort(byHash);
    validation.sort(byHash);
    test.sort(byHash);
    return new Parts<>(train, validation, test);
  }
}
