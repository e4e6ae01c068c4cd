package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Trial;
import java.util.List;

/** Where a trial stands in its training. */
final class Epochs {

  private Epochs() {}

  /** The epoch last reported, 0 before the first. */
  static int last(Trial trial) {
    return fromEnd(trial, 1);
  }

  /** The epoch reported before the last, 0 if there is none: a trial may skip some. */
  static int beforeLast(Trial trial) {
    return fromEnd(trial, 2);
  }

  private static int fromEnd(Trial trial, int places) {
    List<EpochReport> epochs = trial.epochs();
    return epochs.size() < places ? 0 : epochs.get(epochs.size() - places).epoch();
  }
}
