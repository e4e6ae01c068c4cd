package dev.nightjar.search.run;

import java.time.Duration;

/**
 * How a runner holds its study.
 *
 * @param lease how long the lease lasts without being renewed; renewed at a third of it
 * @param forgiving whether a user started the run, who has looked at why trials had failed, so that
 *     failures in a row are counted anew; not so of a process that takes over by itself
 */
public record Tenure(Duration lease, boolean forgiving) {

  /** A user's run of a study that no other process works on. */
  public static final Tenure ONLY_PROCESS = new Tenure(Duration.ofSeconds(60), true);

  /**
   * Checks the duration.
   *
   * @throws IllegalArgumentException if it is not above zero
   */
  public Tenure {
    if (lease.isZero() || lease.isNegative()) {
      throw new IllegalArgumentException("a lease must last longer than " + lease);
    }
  }
}
