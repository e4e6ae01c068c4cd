package dev.nightjar.experiments.definition;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.Criterion;
import java.util.List;
import java.util.random.RandomGenerator;

/** How much of a space its constraints leave, by trying. */
public final class Feasibility {

  /** Configurations drawn to find out. */
  static final int DRAWS = 10_000;

  private Feasibility() {}

  /** Whether a configuration is found that the constraints allow: drawn, or by a bounded walk. */
  static boolean possible(SearchSpace space) {
    RandomGenerator random = Seeds.ofSuggestion(0, 0);
    for (int i = 0; i < DRAWS; i++) {
      if (space.allows(space.sample(random))) {
        return true;
      }
    }
    TrialLedger nothingTried = new TrialLedger(space, List.of(Criterion.minimize("value")));
    return Untried.any(nothingTried, random).isPresent();
  }

  /** The share of {@value #DRAWS} configurations drawn at random that the constraints allow. */
  public static double share(SearchSpace space) {
    RandomGenerator random = Seeds.ofSuggestion(0, 0);
    int allowed = 0;
    for (int i = 0; i < DRAWS; i++) {
      allowed += space.allows(space.sample(random)) ? 1 : 0;
    }
    return (double) allowed / DRAWS;
  }
}
