package dev.nightjar.search.run;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When a study ends by itself. Without a limit it runs until the space is used up or it is
 * interrupted.
 *
 * @param maxTrials number of search trials, all states counted
 * @param maxDuration running time, summed over resumes
 * @param maxTrialDuration how long one trial may run; enforced by the executor
 * @param maxTrialMemory how much memory one trial may use; enforced by the executor
 * @param minImprovement the study ends when no more improvement of the first criterion is expected
 *     of what is left of it, in that metric's unit; needs a limit on trials or duration
 * @param maxConsecutiveFailures that many failed trials in a row stop the study; at least 1
 */
public record Budget(
    OptionalInt maxTrials,
    Optional<Duration> maxDuration,
    Optional<Duration> maxTrialDuration,
    Optional<MemorySize> maxTrialMemory,
    OptionalDouble minImprovement,
    int maxConsecutiveFailures) {

  /** Ten failures in a row are no accident. */
  public static final int DEFAULT_MAX_CONSECUTIVE_FAILURES = 10;

  /**
   * Checks that limits are above zero.
   *
   * @throws IllegalArgumentException if one is not
   */
  public Budget {
    if (maxTrials.isPresent() && maxTrials.getAsInt() < 1) {
      throw new IllegalArgumentException("max_trials must be at least 1, not " + maxTrials);
    }
    requirePositive("max_duration", maxDuration);
    requirePositive("max_trial_duration", maxTrialDuration);
    minImprovement.ifPresent(
        least -> {
          if (!(least > 0 && Double.isFinite(least))) {
            throw new IllegalArgumentException(
                "min_improvement must be above 0 and finite, not " + least);
          }
        });
    if (minImprovement.isPresent() && maxTrials.isEmpty() && maxDuration.isEmpty()) {
      throw new IllegalArgumentException(
          "min_improvement needs max_trials or max_duration, to know what is left");
    }
    if (maxConsecutiveFailures < 1) {
      throw new IllegalArgumentException(
          "max_consecutive_failures must be at least 1, not " + maxConsecutiveFailures);
    }
  }

  private static void requirePositive(String name, Optional<Duration> duration) {
    duration.ifPresent(
        d -> {
          if (d.isZero() || d.isNegative()) {
            throw new IllegalArgumentException(name + " must be above zero, not " + d);
          }
        });
  }

  /** Limits without one of memory and without a least improvement. */
  public Budget(
      OptionalInt maxTrials,
      Optional<Duration> maxDuration,
      Optional<Duration> maxTrialDuration,
      int maxConsecutiveFailures) {
    this(
        maxTrials,
        maxDuration,
        maxTrialDuration,
        Optional.empty(),
        OptionalDouble.empty(),
        maxConsecutiveFailures);
  }

  /** These limits, and an end when no more improvement is expected. */
  public Budget withMinImprovement(double least) {
    return new Budget(
        maxTrials,
        maxDuration,
        maxTrialDuration,
        maxTrialMemory,
        OptionalDouble.of(least),
        maxConsecutiveFailures);
  }

  /** These limits, and one of a trial's memory. */
  public Budget withMaxTrialMemory(MemorySize most) {
    return new Budget(
        maxTrials,
        maxDuration,
        maxTrialDuration,
        Optional.of(most),
        minImprovement,
        maxConsecutiveFailures);
  }

  /** A number of trials and nothing else. */
  public static Budget trials(int maxTrials) {
    return new Budget(
        OptionalInt.of(maxTrials),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_MAX_CONSECUTIVE_FAILURES);
  }
}
