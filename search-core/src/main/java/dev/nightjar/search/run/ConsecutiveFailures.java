package dev.nightjar.search.run;

import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many trials of the search failed in a row. They are counted in the order of their numbers,
 * whatever the order in which they end, so that a resumed study counts the same.
 */
final class ConsecutiveFailures {

  /** Ended trials behind one that has not ended yet. */
  private final Map<Integer, Trial> early = new HashMap<>();

  /** Numbers behind it that do not count. */
  private final Set<Integer> others = new HashSet<>();

  private int next;
  private int count;

  /** Takes in a trial of the search that ended. */
  void add(Trial trial) {
    early.put(trial.number(), trial);
    goOn();
  }

  /** Leaves out a number that is no trial of the search. */
  void passOver(int number) {
    if (number >= next) {
      others.add(number);
      goOn();
    }
  }

  private void goOn() {
    while (early.containsKey(next) || others.contains(next)) {
      if (!others.remove(next)) {
        count = early.remove(next).state() == TrialState.FAILED ? count + 1 : 0;
      }
      next++;
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
