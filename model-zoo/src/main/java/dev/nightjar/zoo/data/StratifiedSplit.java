package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Divides examples so that every part has every label in its share, each by {@link HashSplit}. */
final class StratifiedSplit {

  private StratifiedSplit() {}

  static LabelledText divide(String name, List<Example> examples, SplitSpec shares) {
    Map<String, List<Example>> byLabel = new TreeMap<>();
    for (Example example : examples) {
      byLabel.computeIfAbsent(example.label(), label -> new ArrayList<>()).add(example);
    }
    List<Example> train = new ArrayList<>();
    List<Example> validation = new ArrayList<>();
    List<Example> test = new ArrayList<>();
    for (List<Example> ofLabel : byLabel.values()) {
      Parts<Example> parts = HashSplit.divide(ofLabel, Example::text, shares);
      train.addAll(parts.train());
      validation.addAll(parts.validation());
      test.addAll(parts.test());
    }
    Comparator<Example> byHash = Comparator.comparing(e -> StableHash.key(e.text()));
    train.sort(byHash);
    validation.sort(byHash);
    test.sort(byHash);
    return new LabelledText(
        name, List.copyOf(byLabel.keySet()), train, validation, test, StableHash.of(examples));
  }
}
