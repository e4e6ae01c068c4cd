package dev.nightjar.search.run;

import dev.nightjar.search.strategy.gp.RemainingImprovement;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a search stands still: what is left of it is expected to improve its best value by less
 * than a threshold, by {@link RemainingImprovement}, and the second half of what was done did not
 * improve it by more either. The second condition is there because a process that is wrong about
 * the function is sure of itself; a search that has just moved goes on, whatever the process says.
 *
 * <p>It is looked at every fifth completed trial, from the thirtieth on.
 */
final class Standstill {
  /** Completed trials before which nothing is concluded. */
  static final int FEWEST = 30;

  private static final int INTERVAL = 5;

  private final double least;
  private final long seed;
  private final RemainingImprovement improvement = new RemainingImprovement();

  /**
   * A rule.
   *
   * @param least the threshold, in the unit of the first criterion
   * @param seed the study's
   */
  Standstill(double least, long seed) {
    this.least = least;
    this.seed = seed;
  }

  /**
   * Looks at a history in which a trial has just completed.
   *
   * @param left how many trials may still be run
   * @return why to end, in words; empty to go on
   */
  Optional<String> judge(History history, int left) {
    int completed = history.completed().size();
    if (completed < FEWEST || completed % INTERVAL != 0 || left < 1) {
      return Optional.empty();
    }
    if (improvedLately(history) >= least) {
      return Optional.empty();
    }
    double expected = improvement.of(history, left, Seeds.ofSuggestion(seed, history.size()));
    if (expected >= least) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "The search stands still: the %d trials left are expected to improve %s by at most"
                + " %.3g, less than the min_improvement of %.3g.",
            left,
            history.criteria().get(0).metric(),
            expected,
            least));
  }

  /** By how much the second half of the completed trials improved the best value of the first. */
  private static double improvedLately(History history) {
    Criterion first = history.criteria().get(0);
    List<Finished<Outcome.Completed>> all = history.completed();
    double before = best(first, all.subList(0, all.size() / 2));
    return before - Math.min(before, best(first, all.subList(all.size() / 2, all.size())));
  }

  private static double best(Criterion first, List<Finished<Outcome.Completed>> trials) {
    return trials.stream()
        .mapToDouble(f -> first.goal().loss(f.outcome().values().get(0)))
        .min()
        .orElseThrow();
  }
}
