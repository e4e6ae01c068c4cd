package dev.nightjar.reports.view;

import dev.nightjar.search.trial.TrialState;

/**
 * How many trials are in a state.
 *
 * @param state the state
 * @param count the number of search trials, above 0
 */
public record StateCount(TrialState state, int count) {}
