package dev.nightjar.experiments.storage;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How work is tried anew that a lost connection cut off: after pauses that double from a first to a
 * longest one.
 *
 * @param patience for how long
 * @param first the pause after the first try, more than zero
 * @param longest the longest pause, at least the first
 */
record Retries(Duration patience, Duration first, Duration longest) {

  /** For a database file: the next owner of it is only a moment away. */
  static Retries steadily(Duration patience) {
    Duration pause = Duration.ofMillis(50);
    return new Retries(patience, pause, pause);
  }

  /** For a server that many processes wait for; they should not all come back at once. */
  static Retries backingOff(Duration patience) {
    return new Retries(patience, Duration.ofMillis(50), Duration.ofSeconds(5));
  }

  /**
   * The pause after so many tries that failed: between half of the doubled pause and the whole.
   *
   * @param failed at least 1
   */
  Duration pause(int failed, RandomGenerator random) {
    long doubled = first.toNanos();
    for (int i = 1; i < failed && doubled < longest.toNanos(); i++) {
      doubled *= 2;
    }
    doubled = Math.min(doubled, longest.toNanos());
    return Duration.ofNanos(random.nextLong(doubled / 2, doubled + 1));
  }
}
