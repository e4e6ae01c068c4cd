package dev.nightjar.experiments.worker;

/**
 * A worker process could not be started or could not do what it was asked; the message says why.
 */
public class WorkerFailedException extends RuntimeException {

  private final String log;

  /**
   * A failure in words.
   *
   * @param message for people to read
   * @param log the tail of what the worker wrote, a stack trace included where there is one
   */
  public WorkerFailedException(String message, String log) {
    super(message);
    this.log = log;
  }

  /** The tail of what the worker wrote; may be empty. */
  public String log() {
    return log;
  }
}
