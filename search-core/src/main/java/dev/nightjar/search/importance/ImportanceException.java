package dev.nightjar.search.importance;

/** The trials do not suffice to say what matters; the message tells what is missing. */
public final class ImportanceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ImportanceException(String message) {
    super(message);
  }
}
