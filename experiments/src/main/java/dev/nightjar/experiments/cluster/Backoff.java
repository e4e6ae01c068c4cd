package dev.nightjar.experiments.cluster;

import java.time.Duration;

/** Waits longer from failure to failure, until something succeeds. Used by one thread. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private Duration next = FIRST;

  /** Whether the last try failed. */
  boolean failing() {
    return !next.equals(FIRST);
  }

  void succeeded() {
    next = FIRST;
  }

  /** Waits before the next try. */
  void failed() throws InterruptedException {
    Duration pause = next;
    next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    Thread.sleep(pause.toMillis());
  }
}
