package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Trial;

/**
 * When a pruner has seen enough to judge.
 *
 * @param minTrials how many other trials a trial is compared with at least, from 1
 * @param minEpochs the first epoch after which a trial is judged, from 1
 * @param interval from then on it is judged every so many epochs, from 1
 */
public record WarmUp(int minTrials, int minEpochs, int interval) {

  /** Five other trials, and every epoch from the second on. */
  public static final WarmUp DEFAULT = new WarmUp(5, 2, 1);

  /** Checks the numbers. */
  public WarmUp {
    Require.atLeast(1, minTrials, "min_trials");
    Require.atLeast(1, minEpochs, "min_epochs");
    Require.atLeast(1, interval, "interval");
  }

  /** Whether an epoch at which to judge came with the last report. */
  boolean due(Trial trial) {
    int last = Epochs.last(trial);
    int before = Epochs.beforeLast(trial);
    return last >= minEpochs
        && (before < minEpochs || (last - minEpochs) / interval > (before - minEpochs) / interval);
  }
}
