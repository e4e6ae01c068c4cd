package dev.nightjar.search.trial;

import dev.nightjar.search.space.Configuration;

/**
 * What is to be evaluated; settled before the trial starts and never changed but for the attempt.
 *
 * @param number the trial's number in its study, from 0
 * @param attempt how often it was started, from 1; a lost trial runs again as the next attempt
 * @param role search or finalist
 * @param origin where the configuration came from, for people: {@code "random"}, {@code "tpe"}
 * @param configuration the values to evaluate
 * @param seed seeds everything random in the trial; the same for every attempt
 */
public record TrialSpec(
    int number,
    int attempt,
    TrialRole role,
    String origin,
    Configuration configuration,
    long seed) {

  /** Checks the numbers. */
  public TrialSpec {
    if (number < 0 || attempt < 1) {
      throw new IllegalArgumentException(
          "trial number " + number + " must be at least 0 and attempt " + attempt + " at least 1");
    }
  }

  /** The same trial, to be started once more. */
  public TrialSpec nextAttempt() {
    return new TrialSpec(number, attempt + 1, role, origin, configuration, seed);
  }
}
