package dev.nightjar.search.study;

import dev.nightjar.search.trial.TrialState;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A line of the list of studies.
 *
 * @param study the study
 * @param trials number of trials by state; states without a trial may be absent
 * @param best the best first value of a completed trial
 */
public record StudySummary(Study study, Map<TrialState, Integer> trials, OptionalDouble best) {

  /** The number of trials in a state. */
  public int count(TrialState state) {
    return trials.getOrDefault(state, 0);
  }
}
