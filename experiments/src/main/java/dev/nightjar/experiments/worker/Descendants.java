package dev.nightjar.experiments.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every process that a worker has started, however indirectly. The system knows children by their
 * parents, and forgets whose they are when a parent ends; so a worker has a mark in its
 * environment, which its descendants inherit, and where there is {@code /proc} (Linux) they are
 * found by it too, also after the worker's death.
 */
final class Descendants {

  /** The environment variable with the mark. */
  static final String VARIABLE = "NIGHTJAR_WORKER";

  private static final Path PROC = Path.of("/proc");

  /** One that is being killed may start another: so they are looked for again, so often at most. */
  private static final int ROUNDS = 50;

  private static final long PAUSE_MILLIS = 20;

  private final ProcessHandle worker;
  private final String assignment;

  private Descendants(ProcessHandle worker, String mark) {
    this.worker = worker;
    this.assignment = mark.isEmpty() ? "" : "\0" + VARIABLE + "=" + mark + "\0";
  }

  /**
   * Those of a worker.
   *
   * @param mark the value of {@link #VARIABLE} in its environment
   */
  static Descendants of(ProcessHandle worker, String mark) {
    return new Descendants(worker, mark);
  }

  /** Those of this process. */
  static Descendants ofThisWorker() {
    return of(ProcessHandle.current(), Optional.ofNullable(System.getenv(VARIABLE)).orElse(""));
  }

  /** Asks them to end, and kills those that have not done so in time. */
  void terminate(Duration grace) throws InterruptedException {
    alive().forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + grace.toNanos();
    while (!alive().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE_MILLIS);
    }
    kill();
  }

  /** Ends them at once. */
  void kill() {
    kill(alive());
  }

  /** Ends the worker and them at once. */
  void killWithWorker() {
    Set<ProcessHandle> started = alive(); // While the worker lives, it is known whose they are.
    worker.destroyForcibly();
    kill(started);
  }

  private void kill(Set<ProcessHandle> first) {
    Set<ProcessHandle> found = first;
    for (int round = 0; round < ROUNDS && !found.isEmpty(); round++) {
      found.forEach(ProcessHandle::destroyForcibly);
      if (round > 0 && !pause()) {
        return;
      }
      found = alive();
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Set<ProcessHandle> alive() {
    Set<ProcessHandle> found = worker.descendants().collect(Collectors.toCollection(HashSet::new));
    if (!assignment.isEmpty() && Files.isDirectory(PROC)) {
      addMarked(found);
    }
    found.remove(worker);
    return found;
  }

  private void addMarked(Set<ProcessHandle> found) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (isMarked(process)) {
          long pid = Long.parseLong(process.getFileName().toString());
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A system that hides its processes: then parents alone must tell.
      return;
    }
  }

  private boolean isMarked(Path process) {
    try {
      byte[] environment = Files.readAllBytes(process.resolve("environ"));
      return ("\0" + new String(environment, StandardCharsets.ISO_8859_1)).contains(assignment);
    } catch (IOException e) {
      return false; // It has ended, or it is somebody else's.
    }
  }
}
