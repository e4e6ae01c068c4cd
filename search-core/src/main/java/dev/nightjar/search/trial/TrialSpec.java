package dev.nightjar.search.trial;

import dev.nightjar.search.space.Configuration;
import java.util.OptionalInt;

/**
 * What is to be evaluated; settled before the trial starts and never changed but for the attempt.
 *
 * @param number the trial's number in its study, from 0
 * @param attempt how often it was started, from 1; a lost trial runs again as the next attempt
 * @param role search or finalist
 * @param origin where the configuration came from, for people: {@code "random"}, {@code "tpe"}
 * @param configuration the values to evaluate
 * @param seed seeds everything random in the trial; the same for every attempt
 * @param repeats the number of the search trial that a finalist repeats with another seed; present
 *     exactly for finalists
 */
public record TrialSpec(
    int number,
    int attempt,
    TrialRole role,
    String origin,
    Configuration configuration,
    long seed,
    OptionalInt repeats) {

  /** Checks the numbers, and that a finalist says whom it repeats. */
  public TrialSpec {
    if (number < 0 || attempt < 1) {
      throw new IllegalArgumentException(
          "trial number " + number + " must be at least 0 and attempt " + attempt + " at least 1");
    }
    if (repeats.isPresent() != (role == TrialRole.FINALIST)) {
      throw new IllegalArgumentException(
          "trial " + number + " repeats " + repeats + ", which does not fit the role " + role);
    }
  }

  /** A trial that repeats none. */
  public TrialSpec(
      int number,
      int attempt,
      TrialRole role,
      String origin,
      Configuration configuration,
      long seed) {
    this(number, attempt, role, origin, configuration, seed, OptionalInt.empty());
  }

  /**
   * The first attempt at a search trial's configuration with another seed.
   *
   * @param number the finalist's own
   */
  public static TrialSpec finalist(int number, TrialSpec searched, long seed) {
    return new TrialSpec(
        number,
        1,
        TrialRole.FINALIST,
        searched.origin(),
        searched.configuration(),
        seed,
        OptionalInt.of(searched.number()));
  }

  /** The same trial, to be started once more. */
  public TrialSpec nextAttempt() {
    return new TrialSpec(number, attempt + 1, role, origin, configuration, seed, repeats);
  }
}
