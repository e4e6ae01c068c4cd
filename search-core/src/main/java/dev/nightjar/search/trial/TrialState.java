package dev.nightjar.search.trial;

import java.util.Locale;

/** Where a trial stands. The last three are final: a finished trial never runs again. */
public enum TrialState {
  WAITING,
  RUNNING,
  COMPLETED,
  PRUNED,
  FAILED;

  /** Whether the trial has ended. */
  public boolean finished() {
    return this == COMPLETED || this == PRUNED || this == FAILED;
  }

  /** The name in files and messages: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
