package dev.nightjar.zoo.data;

import java.util.List;

/** Loads data sets. */
public final class Datasets {

  private Datasets() {}

  /** The names of the built-in data sets. */
  public static List<String> builtins() {
    return List.of(SurnameData.NAME);
  }

  /**
   * Loads and divides a data set.
   *
   * @throws DatasetException if it is missing, malformed, or cannot be divided; all problems at
   *     once
   */
  public static LabelledText load(DatasetSpec spec) {
    if (spec.path().isPresent()) {
      return DelimitedFile.load(spec);
    }
    String name = spec.builtin().orElseThrow();
    if (!name.equals(SurnameData.NAME)) {
      throw new DatasetException("no built-in data set " + name + "; there is " + builtins());
    }
    return StratifiedSplit.divide(name, SurnameData.examples(), spec.split());
  }
}
