package dev.nightjar.search.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that begins with the system's time and goes on by a monotonic one: for durations measured
 * as the difference of two instants, which a correction of the system's time must not change.
 */
public final class SteadyClock extends Clock {

  private final Instant begun;
  private final long begunNanos = System.nanoTime();
  private final ZoneId zone;

  private SteadyClock(Instant begun, ZoneId zone) {
    this.begun = begun;
    this.zone = zone;
  }

  /** A clock that begins now. */
  public static SteadyClock begin() {
    return startingAt(Clock.systemUTC());
  }

  /** A clock that begins with the time of another, which it never asks again. */
  static SteadyClock startingAt(Clock other) {
    return new SteadyClock(other.instant(), ZoneOffset.UTC);
  }

  @Override
  public Instant instant() {
    return begun.plusNanos(System.nanoTime() - begunNanos);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(instant(), other);
  }
}
