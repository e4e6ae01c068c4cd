package dev.nightjar.search.storage;

/** The storage cannot do what was asked; the message says what, where, and what to do next. */
public class StorageException extends RuntimeException {

  /** A failure in words. */
  public StorageException(String message) {
    super(message);
  }

  /** A failure that another exception explains. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
