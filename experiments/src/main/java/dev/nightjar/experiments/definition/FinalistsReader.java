package dev.nightjar.experiments.definition;

import dev.nightjar.search.finalist.FinalistPlan;
import java.util.Optional;

/** Reads the section {@code finalists}: who is trained again over fresh seeds. */
final class FinalistsReader {

  private static final int DEFAULT = 3;

  private FinalistsReader() {}

  /** The plan of a file; nobody if the section is absent, or one of its numbers is 0. */
  static FinalistPlan read(Section root) {
    Optional<Section> section = root.section("finalists");
    if (section.isEmpty()) {
      return FinalistPlan.NONE;
    }
    int top = ExperimentReader.small(section.get(), "top").orElse(DEFAULT);
    int seeds = ExperimentReader.small(section.get(), "seeds").orElse(DEFAULT);
    return top == 0 || seeds == 0 ? FinalistPlan.NONE : new FinalistPlan(top, seeds);
  }
}
