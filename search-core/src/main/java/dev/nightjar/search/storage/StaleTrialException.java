package dev.nightjar.search.storage;

/** A report or outcome came from an attempt that is no longer the current one; it was refused. */
public class StaleTrialException extends StorageException {

  /** Names the trial. */
  public StaleTrialException(int number, int attempt) {
    super(
        "trial "
            + number
            + " attempt "
            + attempt
            + " is no longer running under this lease; its report was refused");
  }
}
