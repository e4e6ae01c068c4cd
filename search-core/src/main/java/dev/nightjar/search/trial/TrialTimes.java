package dev.nightjar.search.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a trial was created, started and finished, by the wall clock of the storage's host, and how
 * long it took by a monotonic one.
 *
 * @param created when it was suggested
 * @param started when its latest attempt started
 * @param finished when it ended
 * @param duration how long the latest attempt ran; zero until it is finished
 */
public record TrialTimes(
    Instant created, Optional<Instant> started, Optional<Instant> finished, Duration duration) {

  /** Times of a trial that starts now. */
  public static TrialTimes startedAt(Instant now) {
    return new TrialTimes(now, Optional.of(now), Optional.empty(), Duration.ZERO);
  }
}
