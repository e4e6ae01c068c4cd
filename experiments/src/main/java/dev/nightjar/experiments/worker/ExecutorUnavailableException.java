package dev.nightjar.experiments.worker;

/** Where trials were to run cannot be used; the message says why, and what can be done. */
public final class ExecutorUnavailableException extends RuntimeException {

  /** For people to read. */
  public ExecutorUnavailableException(String message) {
    super(message);
  }

  /** For people to read, with what lies behind it. */
  public ExecutorUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
