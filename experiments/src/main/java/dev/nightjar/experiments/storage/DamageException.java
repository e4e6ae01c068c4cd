package dev.nightjar.experiments.storage;

/** A database gives back something else than was written to it. */
final class DamageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what was noticed, for people: {@code "trial 3 is not as it was stored"}. */
  DamageException(String symptom) {
    super(symptom);
  }

  DamageException(String symptom, Throwable cause) {
    super(symptom, cause);
  }
}
