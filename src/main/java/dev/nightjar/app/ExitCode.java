package dev.nightjar.app;

/** What the process says of itself when it ends. */
final class ExitCode {

  static final int OK = 0;

  /** Something broke that should not have. */
  static final int SOFTWARE = 1;

  /** Bad usage or a bad definition. */
  static final int USAGE = 2;

  /** The search ended, but no trial succeeded. */
  static final int NO_TRIAL_SUCCEEDED = 3;

  /** Stopped by {@code max_consecutive_failures}. */
  static final int TOO_MANY_FAILURES = 4;

  /** Interrupted, after saving everything. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
