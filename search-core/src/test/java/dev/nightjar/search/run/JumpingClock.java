package dev.nightjar.search.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** A clock that is set forward or back by up to a day whenever somebody looks at it. */
final class JumpingClock extends Clock {

  private final SplittableRandom random;
  private int looks;

  JumpingClock(long seed) {
    random = new SplittableRandom(seed);
  }

  int looks() {
    return looks;
  }

  @Override
  public synchronized Instant instant() {
    looks++;
    return Instant.EPOCH
        .plus(Duration.ofDays(20_000))
        .plusSeconds(
            random.nextLong(-Duration.ofDays(1).toSeconds(), Duration.ofDays(1).toSeconds()));
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
