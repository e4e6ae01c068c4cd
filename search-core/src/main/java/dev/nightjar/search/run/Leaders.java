package dev.nightjar.search.run;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The best trials of a study: who is on the front, whether one is good enough to end the search,
 * and whose models are kept. Models are kept of the front's trials first, in its order, then of the
 * others by the first criterion.
 */
final class Leaders {

  private final List<Criterion> criteria;
  private final int keepModels;
  private final ParetoFront front;
  private final List<Trial> kept = new ArrayList<>();
  private boolean targetReached;

  /**
   * Nobody yet.
   *
   * @param keepModels how many models to keep, at least 0
   */
  Leaders(List<Criterion> criteria, int keepModels) {
    this.criteria = criteria;
    this.keepModels = keepModels;
    this.front = new ParetoFront(criteria);
  }

  /**
   * Takes in a trial that ended.
   *
   * @return the completed trial whose model has no place any more: this one, or the one that it
   *     displaced; empty if there was room
   */
  Optional<Trial> add(Trial trial) {
    if (trial.completed().isEmpty()) {
      return Optional.empty();
    }
    front.add(trial);
    targetReached |= Criterion.allReached(criteria, trial.completed().orElseThrow().values());
    kept.add(trial);
    if (kept.size() <= keepModels) {
      return Optional.empty();
    }
    // Who was on the front may no longer be, so the last one is looked for anew.
    Trial last =
        kept.stream()
            .max(
                Comparator.<Trial, Boolean>comparing(t -> !front.contains(t))
                    .thenComparing(ParetoFront.bestFirst(criteria)))
            .orElseThrow();
    kept.remove(last);
    return Optional.of(last);
  }

  /** Whether a trial was as good as every target there is. */
  boolean targetReached() {
    return targetReached;
  }

  /** The completed trials that no other one dominates, best first by the first criterion. */
  List<Trial> front() {
    return front.trials();
  }
}
