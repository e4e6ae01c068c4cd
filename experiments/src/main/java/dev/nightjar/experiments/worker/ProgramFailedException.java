package dev.nightjar.experiments.worker;

import dev.nightjar.search.trial.TrialFailedException;

/** A trial has failed by what its program did; how this process came to know says nothing more. */
final class ProgramFailedException extends TrialFailedException {

  ProgramFailedException(String cause) {
    super(cause);
  }
}
