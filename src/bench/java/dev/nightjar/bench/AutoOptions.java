package dev.nightjar.bench;

import java.util.ArrayList;
import java.util.List;

/** Options that are lists. */
final class AutoOptions {

  private AutoOptions() {}

  /**
   * Words with commas between.
   *
   * @param allowed what may be named; all of them if the option is not given
   * @throws IllegalArgumentException if another is named
   */
  static List<String> words(String name, List<String> allowed) {
    List<String> words =
        List.of(Benchmarks.option(name).orElse(String.join(",", allowed)).split(",", -1));
    for (String word : words) {
      if (!allowed.contains(word)) {
        throw new IllegalArgumentException(name + " has no " + word + "; there are: " + allowed);
      }
    }
    return words;
  }

  /** Numbers and ranges, both ends inclusive, with commas between: {@code 1-3,7}. */
  static List<Integer> numbers(String name, String usual) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : Benchmarks.option(name).orElse(usual).split(",", -1)) {
      String[] ends = range.split("-", -1);
      for (int n = Integer.parseInt(ends[0]); n <= Integer.parseInt(ends[ends.length - 1]); n++) {
        numbers.add(n);
      }
    }
    return numbers;
  }
}
