package dev.nightjar.search.run;

/**
 * What was asked for cannot be, and nothing has changed. The message is for whoever asked: what was
 * wrong and what is allowed.
 */
public final class RefusedException extends RuntimeException {

  /** A refusal in words. */
  public RefusedException(String message) {
    super(message);
  }
}
