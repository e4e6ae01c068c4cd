package dev.nightjar.app;

import java.util.Arrays;

/** Libraries log to standard error, warnings only; {@code -v} shows what they are doing. */
final class Logging {

  private Logging() {}

  /** Must run before the first logger is made. */
  static void configure(String... args) {
    boolean verbose = Arrays.stream(args).anyMatch(a -> a.equals("-v") || a.equals("--verbose"));
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "error");
    if (!verbose) {
      // What it logs as an error it throws as well.
      System.setProperty("org.slf4j.simpleLogger.log.org.flywaydb", "off");
    }
    System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
    // Its own notice of which logging library it found would be noise on every start.
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }
}
