package dev.nightjar.search.trial;

/**
 * A trial together with its outcome, so that the type tells how it ended.
 *
 * @param <O> the kind of outcome
 * @param trial the trial
 * @param outcome its outcome
 */
public record Finished<O extends Outcome>(Trial trial, O outcome) {}
