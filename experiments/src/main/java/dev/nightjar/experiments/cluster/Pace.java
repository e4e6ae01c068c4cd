package dev.nightjar.experiments.cluster;

import java.time.Duration;

/**
 * How quickly hosts that share a study notice each other.
 *
 * @param lease for how long a host may be silent before its trials are given to others; renewed at
 *     a sixth of it
 * @param poll how long after a look at the queue the next one follows, if there is nothing to do
 * @param patience what part of the time an epoch took a trial waits for the decision about it; it
 *     goes on without one then and learns it with its next epoch
 */
public record Pace(Duration lease, Duration poll, double patience) {

  /** Half a minute of silence, looks about seven times a second, a twentieth of an epoch. */
  public static final Pace DEFAULT = new Pace(Duration.ofSeconds(30), Duration.ofMillis(150), 0.05);

  /** How much longer than the first pause the longest is, between looks that find nothing. */
  private static final int LONGEST_PAUSE = 4;

  /** No trial waits longer than this for a decision. */
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a time is not above zero, or the patience below it
   */
  public Pace {
    if (lease.isNegative() || lease.isZero() || poll.isNegative() || poll.isZero()) {
      throw new IllegalArgumentException(
          "a lease of " + lease + " and looks each " + poll + " must be above zero");
    }
    if (!(patience >= 0)) {
      throw new IllegalArgumentException("patience must be at least 0, not " + patience);
    }
  }

  /** The same with another lease. */
  public Pace withLease(Duration other) {
    return new Pace(other, poll, patience);
  }

  /**
   * How long after a look that found nothing the next one follows. Many hosts that wait for work
   * that is not there would keep the database busy with their questions, so each that finds nothing
   * again asks less often: after a second time twice as long, at most four times.
   *
   * @param vain how many looks in a row found nothing, 0 if the last did not have to
   */
  Duration pause(int vain) {
    int factor = vain > 2 ? LONGEST_PAUSE : Math.max(1, vain);
    Duration pause = poll.multipliedBy(factor);
    return pause.compareTo(renewal()) < 0 || factor == 1 ? pause : renewal();
  }

  /** How long after a sign of life the next one follows. */
  Duration renewal() {
    return lease.dividedBy(6);
  }

  /**
   * For how long a claim that has expired must have been seen without a sign of life before it is
   * given up: after the storage was away, or by whoever has just begun to look, no claim is given
   * up before its host had time to be heard.
   */
  Duration grace() {
    return lease.dividedBy(2);
  }

  /** How long a trial waits for the decision about an epoch that took so many seconds. */
  Duration patience(double epochSeconds) {
    double seconds = patience * epochSeconds;
    return seconds < MOST_PATIENCE.toSeconds()
        ? Duration.ofNanos((long) (1e9 * Math.max(0, seconds)))
        : MOST_PATIENCE;
  }

  /** How long the study's own lease lasts: whoever runs the study is replaced less readily. */
  public Duration studyLease() {
    return lease.multipliedBy(2);
  }
}
