package dev.nightjar.search.trial;

/** Why a trial runs: to search, or to measure a winner over a fresh seed. */
public enum TrialRole {
  /** It tries a configuration that the strategy suggested. */
  SEARCH,

  /** It trains one of the best configurations again, with another seed. */
  FINALIST
}
