package dev.nightjar.experiments.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a worker process is no more, from what it left: its exit code, its last words and the JVM's
 * crash file.
 *
 * @param cause for people to read, with the worker as its subject
 * @param evidence the interesting part of the crash file; empty text if there is none
 */
record Postmortem(String cause, String evidence) {

  static final String CRASH_FILE_PREFIX = "hs_err_pid";

  private static final int EVIDENCE_BYTES = 16 * 1024;

  /** What HotSpot writes before {@code -XX:+ExitOnOutOfMemoryError} ends it with code 3. */
  private static final Pattern OUT_OF_HEAP =
      Pattern.compile("Terminating due to java\\.lang\\.OutOfMemoryError: ([^\\r\\n]*)");

  private static final String HEAP_ADVICE = ", which a greater budget.max_trial_memory raises";

  private static final int OUT_OF_MEMORY_EXIT_CODE = 3;

  private static final Pattern CRASH_SIGNAL =
      Pattern.compile("#\\s+(SIG[A-Z]+|EXCEPTION_[A-Z_]+|Internal Error)[^\\r\\n]*");

  private static final Pattern CRASH_FRAME =
      Pattern.compile("# Problematic frame:\\s*# (?:[A-Za-z]\\s+)?([^\\r\\n]*)");

  /** Java reports death by signal n as exit code 128 + n. */
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(31, "SIGSYS"));

  /**
   * Examines what a dead worker left, and removes its crash file.
   *
   * @param exitCode as {@link Process#exitValue} gives it
   * @param lastWords the tail of its output
   * @param crashFile where the JVM would have written about a crash
   * @param heapMegabytes the limit of its heap
   */
  static Postmortem of(int exitCode, String lastWords, Path crashFile, int heapMegabytes)
      throws IOException {
    Matcher heap = OUT_OF_HEAP.matcher(lastWords);
    if (exitCode == OUT_OF_MEMORY_EXIT_CODE && heap.find()) {
      return new Postmortem(
          "the worker process ran out of memory (OutOfMemoryError: "
              + heap.group(1)
              + "; its heap was limited to "
              + heapMegabytes
              + " MB"
              + (heap.group(1).contains("heap") ? HEAP_ADVICE : "")
              + ")",
          "");
    }
    if (Files.exists(crashFile)) {
      String crash = head(crashFile);
      Files.delete(crashFile);
      return new Postmortem(crashCause(crash, exitCode), crash);
    }
    return new Postmortem("the worker process " + ending(exitCode), "");
  }

  private static String crashCause(String crash, int exitCode) {
    if (crash.contains("insufficient memory for the Java Runtime")) {
      return "the worker process ran out of native memory";
    }
    Optional<String> frame = first(CRASH_FRAME, crash);
    return "the worker process crashed natively ("
        + first(CRASH_SIGNAL, crash).orElse("exit code " + exitCode)
        + frame.map(f -> " in " + f.strip()).orElse("")
        + ")";
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** How a process ended, in words that follow its name: {@code "exited with code 3"}. */
  static String ending(int exitCode) {
    String signal = SIGNALS.get(exitCode - 128);
    if (signal == null) {
      return "exited with code " + exitCode;
    }
    return switch (signal) {
      case "SIGKILL" -> "was killed by SIGKILL (often: the system ran out of memory)";
      case "SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT" ->
          "crashed natively (" + signal + ")";
      default -> "was killed by " + signal;
    };
  }

  private static String head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(EVIDENCE_BYTES), StandardCharsets.UTF_8);
    }
  }
}
