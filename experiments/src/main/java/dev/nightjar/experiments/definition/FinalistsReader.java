package dev.nightjar.experiments.definition;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.run.Budget;
import java.util.Optional;

/** Reads the section {@code finalists}: who is trained again over fresh seeds. */
final class FinalistsReader {

  private static final int DEFAULT = 3;
  private static final String MOST = "max_seeds";
  private static final String DATA = "data";

  /** Both parts that are known when the winner is. */
  static final String BOTH = "training+validation";

  private FinalistsReader() {}

  /**
   * The plan of a file; nobody if the section is absent, or one of its numbers is 0.
   *
   * @param budget of the search and its finalists
   * @param objection to training the winner on the validation part, too; empty if there is none
   */
  static FinalistPlan read(
      Section root, Budget budget, Optional<RefitCheck.Objection> objection, Problems problems) {
    Optional<Section> section = root.section("finalists");
    if (section.isEmpty()) {
      return FinalistPlan.NONE;
    }
    int top = ExperimentReader.small(section.get(), "top").orElse(DEFAULT);
    int seeds = ExperimentReader.small(section.get(), "seeds").orElse(DEFAULT);
    int most = ExperimentReader.small(section.get(), MOST).orElse(seeds);
    boolean refit = section.get().text(DATA).filter(BOTH::equals).isPresent();
    if (top == 0 || seeds == 0) {
      if (refit) {
        refuse(
            section.get(),
            "needs finalists, whose best epochs say how long it trains, but "
                + (top == 0 ? "top" : "seeds")
                + " is 0",
            "make it at least 1, or leave out data",
            problems);
      }
      return FinalistPlan.NONE;
    }
    if (most < seeds) {
      problems.add(
          section.get().node(MOST).span(),
          "finalists.max_seeds should be at least seeds, which is " + seeds + ", not " + most,
          "leave it out to train over " + seeds + " seeds, and no more");
      return FinalistPlan.NONE;
    }
    if (most > seeds && budget.maxDuration().isEmpty()) {
      problems.add(
          section.get().entry(MOST).orElseThrow().span(),
          "finalists.max_seeds needs a time that may be used up",
          "add budget.max_duration, or say with seeds how many there are");
    }
    if (refit && objection.isPresent()) {
      refuse(section.get(), objection.get().reason(), objection.get().hint(), problems);
    }
    return new FinalistPlan(top, seeds, most, refit);
  }

  private static void refuse(Section section, String reason, String hint, Problems problems) {
    problems.add(section.node(DATA).span(), "finalists.data: " + BOTH + " " + reason, hint);
  }
}
