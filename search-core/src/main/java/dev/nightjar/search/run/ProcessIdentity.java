package dev.nightjar.search.run;

import dev.nightjar.search.storage.HolderCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name for this process that another process on the same host can check: a process id alone may
 * have been given to somebody else since. So the name has the process's start too, counted, where
 * the system does so (Linux), from the start of the system and not by a clock that may be set.
 */
public final class ProcessIdentity {

  private static final Pattern FORM = Pattern.compile("process (\\d+)/([0-9a-f-]+) on (.+)");

  /** Of 2001 and later; a system that counts otherwise writes no such number. */
  private static final Pattern MILLIS = Pattern.compile("\\d{13,15}");

  private static final Path PROC = Path.of("/proc");

  /** Of what follows the name of the program in {@code /proc/PID/stat}: the start, in ticks. */
  private static final int START_FIELD = 19;

  private static final int BOOT_DIGITS = 8;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private ProcessIdentity() {}

  /** This process: {@code process PID/START on HOST}. */
  public static String current() {
    ProcessHandle self = ProcessHandle.current();
    return "process " + self.pid() + "/" + start(self).orElse("0") + " on " + host();
  }

  /** Whether the process named still runs; unknown where that cannot be told. */
  public static HolderCheck.State state(String identity) {
    Matcher matcher = FORM.matcher(identity);
    if (!matcher.matches() || !matcher.group(3).equals(host())) {
      return HolderCheck.State.UNKNOWN;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(matcher.group(1)));
    if (process.isEmpty() || !process.get().isAlive()) {
      return HolderCheck.State.DEAD;
    }
    return start(process.get())
        .map(
            start ->
                start.equals(matcher.group(2)) ? HolderCheck.State.ALIVE : HolderCheck.State.DEAD)
        .orElse(HolderCheck.State.UNKNOWN);
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
    Optional<Instant> began = began(matcher);
    return "process "
        + matcher.group(1)
        + " on "
        + matcher.group(3)
        + began.map(instant -> ", which began at " + MINUTE.format(instant)).orElse("");
  }

  /** When the process began: as its name says in milliseconds, or as this host knows it. */
  private static Optional<Instant> began(Matcher identity) {
    String start = identity.group(2);
    if (MILLIS.matcher(start).matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(start)));
    }
    return ProcessHandle.of(Long.parseLong(identity.group(1)))
        .filter(process -> identity.group(3).equals(host()))
        .filter(process -> start(process).equals(Optional.of(start)))
        .flatMap(process -> process.info().startInstant());
  }

  private static Optional<String> start(ProcessHandle process) {
    try {
      String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
      String ticks = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START_FIELD];
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id"));
      return Optional.of(ticks + "-" + boot.substring(0, BOOT_DIGITS));
    } catch (IOException e) {
      // Another system, whose processes know the instant of their start.
      return process.info().startInstant().map(i -> Long.toString(i.toEpochMilli()));
    }
  }

  /** The name of this host. */
  public static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // A host without a name in its own resolver still is one host.
    }
  }
}
