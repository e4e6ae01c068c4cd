package dev.nightjar.search.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name for this process that another process on the same host can check: a process id alone may
 * have been given to somebody else since.
 */
public final class ProcessIdentity {

  private static final Pattern FORM = Pattern.compile("process (\\d+)/(\\d+) on (.+)");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private ProcessIdentity() {}

  /** This process: {@code process PID/START on HOST}, the start in milliseconds since 1970. */
  public static String current() {
    ProcessHandle self = ProcessHandle.current();
    return "process " + self.pid() + "/" + start(self).orElse(0L) + " on " + host();
  }

  /** Whether the process named is known to have ended; false where that cannot be told. */
  public static boolean knownDead(String identity) {
    Matcher matcher = FORM.matcher(identity);
    if (!matcher.matches() || !matcher.group(3).equals(host())) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(matcher.group(1)));
    return process.isEmpty()
        || !process.get().isAlive()
        || !start(process.get()).equals(Optional.of(Long.parseLong(matcher.group(2))));
  }

  /**
   * The process named in words for people: {@code process 17 on HOST, which began at 2026-11-27
   * 03:12 UTC}; other names as they are.
   */
  public static String describe(String identity) {
    Matcher matcher = FORM.matcher(identity);
    if (!matcher.matches()) {
      return identity;
    }
    long start = Long.parseLong(matcher.group(2));
    return "process "
        + matcher.group(1)
        + " on "
        + matcher.group(3)
        + (start == 0 ? "" : ", which began at " + MINUTE.format(Instant.ofEpochMilli(start)));
  }

  private static Optional<Long> start(ProcessHandle process) {
    return process.info().startInstant().map(instant -> instant.toEpochMilli());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // A host without a name in its own resolver still is one host.
    }
  }
}
