package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;

/** Judges a running trial against its peers after each epoch. A function of its arguments. */
@FunctionalInterface
public interface Pruner {

  /** Never stops a trial. */
  Pruner NONE = (trial, history) -> Decision.CONTINUE;

  /**
   * Whether the trial goes on.
   *
   * @param trial the running trial, its latest epoch included
   * @param history the study, the trial itself among the running ones
   */
  Decision judge(Trial trial, History history);
}
