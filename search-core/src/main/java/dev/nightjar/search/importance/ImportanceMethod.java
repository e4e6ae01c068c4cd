package dev.nightjar.search.importance;

import dev.nightjar.search.trial.History;

/** A way to say how much each parameter matters. A function of its argument. */
public interface ImportanceMethod {

  /** The fewest completed trials from which anything is said. */
  int FEWEST_TRIALS = 10;

  /**
   * Judges the parameters by the completed search trials and the first criterion. Pruned and failed
   * trials have no value that could be compared.
   *
   * @throws ImportanceException if there are fewer than {@link #FEWEST_TRIALS} completed trials, if
   *     all of them have the same value, or if nothing is searched
   */
  Importance evaluate(History history);
}
