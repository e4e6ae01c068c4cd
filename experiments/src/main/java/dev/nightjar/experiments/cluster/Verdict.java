package dev.nightjar.experiments.cluster;

import dev.nightjar.search.trial.Decision;

/**
 * What whoever runs the study has decided about a trial so far.
 *
 * @param epoch up to which epoch, 0 for none
 * @param decision whether the trial is to go on
 */
public record Verdict(int epoch, Decision decision) {

  /** Nothing yet. */
  public static final Verdict NONE = new Verdict(0, Decision.CONTINUE);

  /** Whether there is nothing to wait for after an epoch. */
  boolean settles(int reported) {
    return epoch >= reported || decision instanceof Decision.Stop;
  }
}
