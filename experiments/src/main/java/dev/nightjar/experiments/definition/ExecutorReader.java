package dev.nightjar.experiments.definition;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the section {@code executor}: where trials run. */
final class ExecutorReader {

  private static final String PARALLELISM = "parallelism";
  private static final String SLOTS = "slots";

  /** What only a cluster has. */
  private static final List<String> OF_CLUSTERS = List.of("master", SLOTS);

  private final Problems problems;

  ExecutorReader(Problems problems) {
    this.problems = problems;
  }

  /** The executor of a file; the local one if the section is absent or wrong. */
  ExecutorSpec read(Section root) {
    Optional<Section> section = root.section("executor");
    Optional<String> type = section.flatMap(s -> s.text("type"));
    if (type.isEmpty()) {
      return ExecutorSpec.LOCAL;
    }
    return type.get().equals(ExecutorSpec.LOCAL_TYPE)
        ? local(section.get())
        : cluster(root, section.get(), type.get());
  }

  private ExecutorSpec local(Section section) {
    for (String key : OF_CLUSTERS) {
      section
          .entry(key)
          .ifPresent(
              entry ->
                  problems.add(
                      entry.span(),
                      Words.quote(key) + " does not go with executor local",
                      "remove it, or write type: spark; how many worker processes run here says"
                          + " parallelism"));
    }
    return ExecutorSpec.LOCAL;
  }

  private ExecutorSpec cluster(Section root, Section section, String type) {
    OptionalInt slots = ExperimentReader.small(section, SLOTS);
    OptionalInt parallelism = ExperimentReader.small(root, PARALLELISM);
    if (slots.isPresent() && parallelism.isPresent()) {
      problems.add(
          root.entry(PARALLELISM).orElseThrow().span(),
          "parallelism and executor.slots both say how many trials run at once",
          "remove one of them; for one run: -S executor.slots=8");
    } else if (slots.isEmpty() && parallelism.isEmpty() && !section.mentions(SLOTS)) {
      problems.add(
          section.span(),
          "executor.slots is missing: how many trials run at once is not known",
          "write for example: executor: {type: " + type + ", slots: 8}");
    }
    return new ExecutorSpec(type, section.text("master"), slots.isPresent() ? slots : parallelism);
  }
}
