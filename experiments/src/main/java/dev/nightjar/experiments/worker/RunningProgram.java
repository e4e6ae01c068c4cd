package dev.nightjar.experiments.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that is being run for a trial. What it writes goes on to this process's own output,
 * which is the trial's log, while its lines are read here. It has no input. Closing kills it and
 * all that it has started.
 */
final class RunningProgram implements AutoCloseable {

  /** How long a program may take to end in good order when it is told to. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final int LINES_AHEAD = 1_000;
  private static final long POLL_MILLIS = 100;

  /** A program has ended, but not its output: somebody it left behind that cannot be found. */
  private static final Duration OUTPUT_GRACE = Duration.ofSeconds(10);

  private final Process process;
  private final Descendants descendants;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(LINES_AHEAD);
  private final Thread errors;
  private volatile String lastError = "";
  private volatile boolean closed;
  private boolean swept;

  private RunningProgram(Process process, Descendants descendants) {
    this.process = process;
    this.descendants = descendants;
    pump(
        "program-output",
        process.getInputStream(),
        System.out,
        new ProgramLines(line -> offer(Optional.of(line))),
        () -> offer(Optional.empty()));
    this.errors =
        pump(
            "program-errors",
            process.getErrorStream(),
            System.err,
            new ProgramLines(line -> lastError = line.isBlank() ? lastError : line),
            () -> {});
  }

  /**
   * Starts a program.
   *
   * @throws IOException if the system cannot
   */
  static RunningProgram start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already, and so has its input.
      return new RunningProgram(process, Descendants.ofThisWorker());
    }
    return new RunningProgram(process, Descendants.ofThisWorker());
  }

  private Thread pump(
      String name, InputStream from, PrintStream log, ProgramLines cut, Runnable end) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[8192];
              try (from) {
                for (int n = from.read(buffer); n >= 0 && !closed; n = from.read(buffer)) {
                  log.write(buffer, 0, n);
                  log.flush();
                  cut.append(buffer, n);
                }
              } catch (IOException e) {
                log.println("the program's output broke off: " + e);
              } finally {
                cut.finish();
                end.run();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Waits while too many lines are unread, so that a program cannot fill the memory. */
  private void offer(Optional<String> line) {
    try {
      boolean taken = false;
      while (!taken && !closed) {
        taken = lines.offer(line, POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next line of its standard output; empty when there is none any more. */
  Optional<String> nextLine() throws InterruptedException {
    while (true) {
      boolean running = process.isAlive();
      if (!running && !swept) {
        swept = true;
        descendants.kill(); // What it has left behind may hold its output open.
      }
      long patience = running ? POLL_MILLIS : OUTPUT_GRACE.toMillis();
      Optional<String> line = lines.poll(patience, TimeUnit.MILLISECONDS);
      if (line != null) {
        return line;
      } else if (!running) {
        return Optional.empty();
      }
    }
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    int exitCode = process.waitFor();
    descendants.kill();
    errors.join(OUTPUT_GRACE.toMillis());
    return exitCode;
  }

  /** The last line that says something on its standard error; empty text if there is none. */
  String lastError() {
    return lastError;
  }

  /** Asks it and all that it has started to end, and kills what has not done so in time. */
  void terminate() throws InterruptedException {
    descendants.terminate(GRACE);
    errors.join(POLL_MILLIS);
  }

  @Override
  public void close() {
    closed = true;
    descendants.kill();
  }
}
