package dev.nightjar.search.trial;

/** An objective's word that a configuration cannot be evaluated; the message is shown to people. */
public class TrialFailedException extends RuntimeException {

  /** A failure with its cause in words, such as {@code "diverged at epoch 3"}. */
  public TrialFailedException(String cause) {
    super(cause);
  }

  /** A failure that another exception explains. */
  public TrialFailedException(String cause, Throwable origin) {
    super(cause, origin);
  }
}
