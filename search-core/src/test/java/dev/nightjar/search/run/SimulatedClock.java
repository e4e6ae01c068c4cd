package dev.nightjar.search.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test puts forward. */
public final class SimulatedClock extends Clock {
  private Instant now = Instant.EPOCH;

  /** Puts it forward. */
  public void advance(double seconds) {
    now = now.plusNanos((long) (seconds * 1e9));
  }

  /** How far it was put forward. */
  public double seconds() {
    return Duration.between(Instant.EPOCH, now).toNanos() / 1e9;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
