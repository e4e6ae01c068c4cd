package dev.nightjar.experiments.cluster;

import dev.nightjar.search.trial.TrialSpec;

/**
 * The right, and duty, of a host to run an attempt of a trial.
 *
 * @param spec what is to be run
 * @param token a text that no other claim has
 */
public record Claim(TrialSpec spec, String token) {}
