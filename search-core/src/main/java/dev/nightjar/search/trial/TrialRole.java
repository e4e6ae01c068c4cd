package dev.nightjar.search.trial;

/** Why a trial runs: to search, or to measure a winner over a fresh seed. */
public enum TrialRole {
  SEARCH,
  FINALIST
}
