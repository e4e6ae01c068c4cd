package dev.nightjar.zoo.model;

/** An input that a model cannot read; the message says what is wrong and what is allowed. */
public final class InputException extends RuntimeException {
  /** With what is wrong and what is allowed. */
  public InputException(String message) {
    super(message);
  }
}
