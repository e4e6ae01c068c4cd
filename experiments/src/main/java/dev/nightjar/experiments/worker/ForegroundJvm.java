package dev.nightjar.experiments.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A child JVM in the foreground: it has the environment of a worker, in which native libraries
 * compute with one thread, and the standard streams of this process. What a person computes by hand
 * with a network runs there, since a JVM cannot change its own environment before native libraries
 * read it.
 */
public final class ForegroundJvm {

  private ForegroundJvm() {}

  /** Whether this process has that environment already. */
  public static boolean isHere() {
    return WorkerJvm.ENVIRONMENT.entrySet().stream()
        .allMatch(variable -> variable.getValue().equals(System.getenv(variable.getKey())));
  }

  /**
   * Runs a program and waits for its end; if this process is ended before, the child is too.
   *
   * @param mainClass on this process's class path
   * @return its exit code
   * @throws IOException if it cannot be started
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public static int run(String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(WorkerJvm.javaExecutable());
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    // A step takes microseconds: the first seconds count more than what the second compiler gains.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(WorkerJvm.ENVIRONMENT);
    Process child = builder.start();
    Thread end = new Thread(child::destroy, "end-of-child");
    Runtime.getRuntime().addShutdownHook(end);
    int exitCode = child.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException shuttingDown) {
      return exitCode; // The hook is running already; there is no child left for it to end.
    }
    return exitCode;
  }
}
