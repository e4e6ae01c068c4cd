package dev.nightjar.app;

/** The user asked for something that cannot be; the message says what is wrong and what to do. */
final class UsageException extends RuntimeException {

  private final int exitCode;

  UsageException(String message) {
    this(message, ExitCode.USAGE);
  }

  UsageException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
