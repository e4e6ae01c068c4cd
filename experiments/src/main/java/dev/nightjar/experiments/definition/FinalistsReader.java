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

  /**
   * Why the winner cannot be trained on the validation part, too.
   *
   * @param reason after the key and its value, the rest of a sentence
   * @param hint what can be done about it
   */
  record NoRefit(String reason, String hint) {}

  private FinalistsReader() {}

  /**
   * The plan of a file; nobody if the section is absent, or one of its numbers is 0.
   *
   * @param budget of the search and its finalists
   * @param noRefit why the winner cannot be trained on the validation part, too, and what can be
   *     done about it; empty if it can
   */
  static FinalistPlan read(
      Section root, Budget budget, Optional<NoRefit> noRefit, Problems problems) {
    Optional<Section> section = root.section("finalists");
    if (section.isEmpty()) {
      return FinalistPlan.NONE;
    }
    int top = ExperimentReader.small(section.get(), "top").orElse(DEFAULT);
    int seeds = ExperimentReader.small(section.get(), "seeds").orElse(DEFAULT);
    int most = ExperimentReader.small(section.get(), MOST).orElse(seeds);
    if (top == 0 || seeds == 0) {
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
    boolean refit = section.get().text(DATA).map(BOTH::equals).orElse(false);
    if (refit && noRefit.isPresent()) {
      problems.add(
          section.get().node(DATA).span(),
          "finalists.data: " + BOTH + " " + noRefit.get().reason(),
          noRefit.get().hint());
    }
    return new FinalistPlan(top, seeds, most, refit);
  }
}
