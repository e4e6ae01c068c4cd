package dev.nightjar.search.run;

import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.HashMap;
import java.util.Map;

/**
 * How many trials failed in a row. They are counted in the order of their numbers, whatever the
 * order in which they end, so that a resumed study counts the same.
 */
final class ConsecutiveFailures {

  /** Ended trials behind one that has not ended yet. */
  private final Map<Integer, Trial> early = new HashMap<>();

  private int next;
  private int count;

  /** Takes in a trial that ended. */
  void add(Trial trial) {
    early.put(trial.number(), trial);
    while (early.containsKey(next)) {
      Trial judged = early.remove(next++);
      count = judged.state() == TrialState.FAILED ? count + 1 : 0;
    }
  }

  /** Begins to count anew. */
  void forgive() {
    count = 0;
  }

  /** Failures since the last trial that did not fail. */
  int count() {
    return count;
  }
}
