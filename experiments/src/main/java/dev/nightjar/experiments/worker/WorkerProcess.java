package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.MemorySize;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One child JVM, seen from the controller: its connection, its log, and why it died. One thread
 * talks to it; any thread may {@link #kill} it, upon which the talking thread gets an {@link
 * IOException}.
 */
final class WorkerProcess implements Closeable {

  /** Writing a crash file takes the JVM a while. */
  private static final long EXIT_SECONDS = 15;

  private static final long MARK_MILLIS = 1_000;

  private final Process process;
  private final WorkerJvm jvm;
  private final Path directory;
  private final LogTail tail;
  private final Thread drain;
  private final Rendezvous rendezvous;
  private final Descendants descendants;
  private volatile Optional<FrameChannel> channel = Optional.empty();
  private volatile boolean killed;
  private volatile OptionalLong memoryWhenLoaded = OptionalLong.empty();
  private int sections;

  private WorkerProcess(
      Process process,
      WorkerJvm jvm,
      Path directory,
      LogTail tail,
      Thread drain,
      Rendezvous rendezvous,
      Descendants descendants) {
    this.process = process;
    this.jvm = jvm;
    this.directory = directory;
    this.tail = tail;
    this.drain = drain;
    this.rendezvous = rendezvous;
    this.descendants = descendants;
  }

  /**
   * Starts the process; it is not connected yet.
   *
   * @param name names its threads here
   * @param directory for its temporary files
   */
  static WorkerProcess launch(String name, WorkerJvm jvm, Path directory) throws IOException {
    String mark = "nightjar-" + unlikely();
    LogTail tail = new LogTail(WorkerMain.markBytes(mark));
    Rendezvous rendezvous = Rendezvous.open();
    try {
      ProcessBuilder builder = jvm.process(directory);
      String descent = unlikely();
      builder.environment().put(Descendants.VARIABLE, descent);
      Process process = builder.start();
      Thread drain = new Thread(() -> drain(process, tail), name + "-output");
      drain.setDaemon(true);
      drain.start();
      WorkerProcess worker =
          new WorkerProcess(
              process,
              jvm,
              directory,
              tail,
              drain,
              rendezvous,
              Descendants.of(process.toHandle(), descent));
      worker.invite(mark);
      return worker;
    } catch (IOException e) {
      rendezvous.close();
      throw e;
    }
  }

  /** Nothing depends on it being hard to guess; it must only not turn up by chance. */
  private static String unlikely() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  private static void drain(Process process, LogTail tail) {
    byte[] buffer = new byte[8192];
    try (InputStream output = process.getInputStream()) {
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        tail.append(buffer, n);
      }
    } catch (IOException e) {
      // The pipe breaks when the process is destroyed; the tail has what came through.
      return;
    }
  }

  private void invite(String mark) {
    String invitation = rendezvous.invitation() + " " + mark + "\n";
    try {
      // Stays open as long as we live: its end tells the worker that we are gone.
      OutputStream stdin = process.getOutputStream();
      stdin.write(invitation.getBytes(StandardCharsets.US_ASCII));
      stdin.flush();
    } catch (IOException e) {
      // It died before it could read; whoever waits for it to connect finds out, and why.
      kill();
    }
  }

  /**
   * Waits until the process has connected.
   *
   * @param wanted whether to go on waiting
   * @throws IOException if it died or is not wanted any more
   */
  void connect(BooleanSupplier wanted) throws IOException {
    try (rendezvous) {
      channel = rendezvous.await(() -> process.isAlive() && wanted.getAsBoolean());
    }
    if (channel.isEmpty()) {
      throw new IOException("the worker process did not connect");
    }
  }

  void send(Frame frame) throws IOException {
    connected().send(frame);
  }

  Frame receive() throws IOException {
    return connected().receive();
  }

  private FrameChannel connected() throws IOException {
    return channel.orElseThrow(() -> new IOException("the worker process is not connected"));
  }

  /** Whether it can be given work: it lives, and nobody has sent it to its death. */
  boolean usable() {
    return !killed && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /**
   * The memory used by it and by all that it has started, in bytes; empty where that is unknown.
   */
  OptionalLong memoryBytes() {
    return ProcessMemory.ofTree(process.pid());
  }

  /** Says that it has loaded its program and data, and has run nothing yet. */
  void loaded() {
    memoryWhenLoaded = memoryBytes();
  }

  /**
   * Whether it has kept so much memory of the trials it ran that the next one would have less than
   * half of the room that the first one had.
   */
  boolean outgrown(MemorySize cap) {
    OptionalLong now = memoryBytes();
    if (now.isEmpty() || memoryWhenLoaded.isEmpty()) {
      return false;
    }
    long room = cap.bytes() - memoryWhenLoaded.getAsLong();
    return now.getAsLong() - memoryWhenLoaded.getAsLong() > room / 2;
  }

  /** What it wrote while it worked on the answer just received; an answer is taken once. */
  String takeLog() throws InterruptedException {
    sections++;
    return tail.section(sections, MARK_MILLIS);
  }

  /** What it has written since its latest answer. */
  String unfinishedLog() {
    return tail.unmarked();
  }

  /** Ends the process and what it started, at once. */
  void kill() {
    killed = true;
    // By its handle: Process.destroyForcibly would throw away output not yet read.
    descendants.killWithWorker();
  }

  /**
   * Waits for a process that closed its connection to end, and says why it did. One that does not
   * end by itself is killed.
   */
  Postmortem examine() throws IOException, InterruptedException {
    boolean ended = process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      close();
      return new Postmortem("the worker process closed its connection and was killed", "");
    }
    descendants.kill(); // It may have been killed itself while its trial ran something.
    drain.join(MARK_MILLIS);
    Path crashFile = directory.resolve(Postmortem.CRASH_FILE_PREFIX + process.pid() + ".log");
    return Postmortem.of(process.exitValue(), tail.unmarked(), crashFile, jvm.heapMegabytes());
  }

  /** Kills the process, waits for its end, and frees everything. */
  @Override
  public void close() throws IOException {
    kill();
    try {
      process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    rendezvous.close();
    if (channel.isPresent()) {
      channel.get().close();
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Unsent bytes for a dead process: of no use to anyone.
      return;
    }
  }
}
