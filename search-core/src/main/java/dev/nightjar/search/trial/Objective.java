package dev.nightjar.search.trial;

import dev.nightjar.search.space.Configuration;

/** What a study optimises: turns a configuration into metrics. */
@FunctionalInterface
public interface Objective {

  /**
   * Evaluates a configuration; deterministic for the same configuration and seed.
   *
   * @throws TrialFailedException if the configuration cannot be evaluated, with the cause in words
   * @throws Exception anything else; the trial fails with the exception's text
   */
  Result evaluate(Configuration configuration, TrialContext context) throws Exception;
}
