package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Trial;
import java.util.OptionalInt;

/**
 * The epochs at which successive halving judges: min·ηᵏ for k = 0, 1, …, rounded down.
 *
 * @param minEpochs the first, from 1
 * @param reductionFactor η, from 2: one of so many trials goes on
 */
record Rungs(int minEpochs, int reductionFactor) {

  Rungs {
    Require.atLeast(1, minEpochs, "min_epochs");
    Require.atLeast(2, reductionFactor, "reduction_factor");
  }

  /** The highest rung that the trial's last report reached and the one before did not. */
  OptionalInt justReached(Trial trial) {
    int last = Epochs.last(trial);
    if (last < minEpochs) {
      return OptionalInt.empty();
    }
    long rung = minEpochs;
    while (rung * reductionFactor <= last) {
      rung *= reductionFactor;
    }
    return Epochs.beforeLast(trial) < rung ? OptionalInt.of((int) rung) : OptionalInt.empty();
  }
}
