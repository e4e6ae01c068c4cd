package dev.nightjar.experiments.definition;

import java.util.Optional;

/**
 * Reads {@code warm_start}: the name of an earlier study. Whether there is one, the storage knows.
 */
final class WarmStartReader {
  private final Problems problems;

  WarmStartReader(Problems problems) {
    this.problems = problems;
  }

  /** The study's name; empty if the file names none, or after recording a problem. */
  Optional<String> read(Section root) {
    Optional<Section> section = root.section("warm_start");
    Optional<String> study = section.flatMap(s -> s.text("study"));
    if (study.isPresent() && study.equals(root.text("name"))) {
      problems.add(
          section.get().node("study").span(),
          "warm_start.study is this study itself",
          "a study learns from its own trials in any case; name an earlier one",
          "after run --fresh the stored study has another name: see nightjar list");
      return Optional.empty();
    }
    return study;
  }
}
