package dev.nightjar.zoo.training;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Until when a training may go on. Asked after every step, so an answer must be cheap. */
@FunctionalInterface
public interface Deadline {
  /** No limit. */
  Deadline NONE = () -> false;

  /** Whether the time is over. */
  boolean passed();

  /**
   * A time from now on.
   *
   * @param limit at least 0
   * @param nanoTime a clock in nanoseconds that only goes forward, such as {@code
   *     System::nanoTime}; where it begins does not matter
   */
  static Deadline after(Duration limit, LongSupplier nanoTime) {
    Objects.requireNonNull(nanoTime, "nanoTime");
    if (limit.isNegative()) {
      throw new IllegalArgumentException("the time limit is " + limit + "; it must be 0 or above");
    }
    if (limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0) {
      return NONE; // Later than the clock can count: in 292 years.
    }
    long nanos = limit.toNanos();
    long start = nanoTime.getAsLong();
    // The difference is right also where the clock runs over the largest long.
    return () -> nanoTime.getAsLong() - start >= nanos;
  }
}
