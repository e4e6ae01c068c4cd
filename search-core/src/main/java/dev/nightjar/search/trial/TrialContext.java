package dev.nightjar.search.trial;

/** What a running trial may use of the world outside. */
public interface TrialContext {

  /** The trial's number in its study, from 0. */
  int number();

  /** Seeds everything random in the trial. */
  long seed();

  /**
   * Reports an epoch and learns whether to go on. After a {@link Decision.Stop} the objective
   * returns at once with what it has.
   */
  Decision report(EpochReport report);
}
