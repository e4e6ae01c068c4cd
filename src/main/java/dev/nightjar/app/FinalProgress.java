package dev.nightjar.app;

import java.time.Duration;

/**
 * How far the trainings over fresh seeds are, as the live display shows it.
 *
 * @param total how many are to be run; 0 as long as the search goes on
 * @param ended how many of them have ended
 * @param running how many run
 * @param expected how long all of them take, as far as is known
 */
record FinalProgress(int total, int ended, int running, Duration expected) {

  /** There will be none, or nothing is known of them yet. */
  static final FinalProgress NONE = new FinalProgress(0, 0, 0, Duration.ZERO);

  /** Whether the search has ended and they run. */
  boolean begun() {
    return total > 0;
  }

  /** How long what is left of them takes. */
  Duration left() {
    return begun() ? expected.multipliedBy(total - ended).dividedBy(total) : expected;
  }

  FinalProgress expecting(Duration time) {
    return new FinalProgress(total, ended, running, time);
  }

  FinalProgress of(int count) {
    return new FinalProgress(count, 0, 0, expected);
  }

  /** Another one runs; of those that fill the time nobody knew before. */
  FinalProgress started() {
    int known = Math.max(total, ended + running + 1);
    Duration time = total == 0 ? expected : expected.multipliedBy(known).dividedBy(total);
    return new FinalProgress(known, ended, running + 1, time);
  }

  FinalProgress ended(boolean forGood) {
    return new FinalProgress(total, ended + (forGood ? 1 : 0), Math.max(0, running - 1), expected);
  }
}
