package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Divides texts by a hash. Which part a text falls into depends on the texts alone, not on their
 * order; equal texts fall into the same part, so that nothing trained on is met again in validation
 * or test.
 */
final class HashSplit {

  private HashSplit() {}

  /**
   * Divides items, each part in the order of the hash. Of two distinct texts or more at least one
   * is to train and one to validate on, whatever the shares; a single one is to train on.
   *
   * @param text what an item is known by
   */
  static <T> Parts<T> divide(List<T> items, Function<T, String> text, SplitSpec shares) {
    Map<String, List<T>> byText = new LinkedHashMap<>();
    items.stream()
        .sorted(Comparator.comparing(item -> StableHash.key(text.apply(item))))
        .forEach(
            item -> byText.computeIfAbsent(text.apply(item), t -> new ArrayList<>()).add(item));
    int count = byText.size();
    int toValidate = (int) Math.round(count * shares.validation());
    toValidate = Math.min(Math.max(1, toValidate), count - 1);
    int toTest = (int) Math.round(count * shares.test());
    while (toTest > 0 && toValidate + toTest >= count) {
      toTest--;
    }
    List<T> train = new ArrayList<>();
    List<T> validation = new ArrayList<>();
    List<T> test = new ArrayList<>();
    int i = 0;
    for (List<T> same : byText.values()) {
      List<T> part = i < toTest ? test : i < toTest + toValidate ? validation : train;
      part.addAll(same);
      i++;
    }
    return new Parts<>(train, validation, test);
  }
}
