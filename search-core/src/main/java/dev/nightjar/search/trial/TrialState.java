package dev.nightjar.search.trial;

import java.util.Locale;

/** Where a trial stands. The last three are final: a finished trial never runs again. */
public enum TrialState {
  /** It is stored and has not been started. */
  WAITING,

  /** It has been started and has not ended. */
  RUNNING,

  /** It ran to its end and has a value. */
  COMPLETED,

  /** It was stopped because others do better. */
  PRUNED,

  /** It ended without a value; its cause is stored. */
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
