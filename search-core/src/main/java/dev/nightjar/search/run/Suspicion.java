package dev.nightjar.search.run;

import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;

/**
 * Whether a trial may be what takes the process that runs the study down.
 *
 * <p>That the process ended while a trial was stored as running says little: a person, a power cut
 * or another trial may have ended it. It counts only if a worker had begun the trial, and even then
 * it is no evidence where other trials ran beside it, or where processes end often. So a trial that
 * was lost twice is set aside: the search goes on without it, and it is tried again when all else
 * is done, with nothing running beside it. What is lost three more times then is to blame.
 */
enum Suspicion {
  /** It runs again, before anything new. */
  NONE,
  /** It runs again when nothing else is left to do, alone. */
  SET_ASIDE,
  /** It does not run again. */
  GUILTY;

  /** Losses after which a trial is set aside. */
  static final int SET_ASIDE_AFTER = 2;

  /** Losses after which it is given up, the last of them while it ran alone. */
  static final int GUILTY_AFTER = 5;

  /** Of a trial as it was found in the storage by a process that takes the study over. */
  static Suspicion of(Trial trial) {
    int losses = losses(trial);
    if (losses >= GUILTY_AFTER) {
      return GUILTY;
    }
    return losses >= SET_ASIDE_AFTER ? SET_ASIDE : NONE;
  }

  /** How often it was lost if it does not go on as it is stored. */
  static int losses(Trial trial) {
    boolean now = trial.state() == TrialState.RUNNING && trial.worker().isPresent();
    return trial.losses() + (now ? 1 : 0);
  }
}
