package dev.nightjar.search.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name for this process that another process on the same host can check: a process id alone may
 * have been given to somebody else since.
 */
public final class ProcessIdentity {

  private static final Pattern FORM = Pattern.compile("process (\\d+)/(\\d+) on (.+)");

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
