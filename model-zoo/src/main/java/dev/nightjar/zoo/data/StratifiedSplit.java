package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides examples so that every part has every label in its share. Which part an example falls
 * into depends on a hash of its text alone, not on the order of the file; equal texts of a label
 * fall into the same part, so that nothing trained on is met again in validation or test.
 */
final class StratifiedSplit {

  private final List<Example> train = new ArrayList<>();
  private final List<Example> validation = new ArrayList<>();
  private final List<Example> test = new ArrayList<>();

  private StratifiedSplit() {}

  static LabelledText divide(String name, List<Example> examples, SplitSpec shares) {
    Map<String, List<Example>> byLabel = new TreeMap<>();
    for (Example example : examples) {
      byLabel.computeIfAbsent(example.label(), label -> new ArrayList<>()).add(example);
    }
    StratifiedSplit split = new StratifiedSplit();
    byLabel.values().forEach(ofLabel -> split.add(ofLabel, shares));
    Comparator<Example> byHash = Comparator.comparing(e -> StableHash.key(e.text()));
    split.train.sort(byHash);
    split.validation.sort(byHash);
    split.test.sort(byHash);
    return new LabelledText(
        name,
        List.copyOf(byLabel.keySet()),
        split.train,
        split.validation,
        split.test,
        StableHash.of(examples));
  }

  private void add(List<Example> ofLabel, SplitSpec shares) {
    Map<String, List<Example>> byText = new LinkedHashMap<>();
    ofLabel.stream()
        .sorted(Comparator.comparing(e -> StableHash.key(e.text())))
        .forEach(e -> byText.computeIfAbsent(e.text(), text -> new ArrayList<>()).add(e));
    // At least one to train and one to validate on, whatever the shares.
    int count = byText.size();
    int toValidate = Math.max(1, (int) Math.round(count * shares.validation()));
    int toTest = (int) Math.round(count * shares.test());
    while (toTest > 0 && toValidate + toTest >= count) {
      toTest--;
    }
    int i = 0;
    for (List<Example> same : byText.values()) {
      List<Example> part = i < toTest ? test : i < toTest + toValidate ? validation : train;
      (count == 1 ? train : part).addAll(same);
      i++;
    }
  }
}
