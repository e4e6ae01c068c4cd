package dev.nightjar.zoo.network;

/** A model file that cannot be read; the message says what is wrong with it. */
public final class ModelFormatException extends RuntimeException {
  /** With what is wrong, where, and what to do. */
  public ModelFormatException(String message) {
    super(message);
  }

  /** With the error that showed it. */
  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
