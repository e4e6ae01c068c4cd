package dev.nightjar.reports;

/** The report cannot be written; the message says where, why, and what to do next. */
public class ReportException extends RuntimeException {

  /** A failure in words. */
  public ReportException(String message) {
    super(message);
  }

  /** A failure that another exception explains. */
  public ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
