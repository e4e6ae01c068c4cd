package dev.nightjar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that works on a shared study, with those it has started: to its study, a host. */
final class ClusterProcess {
  private static final long LOOK_MILLIS = 50;

  private final String name;
  private final Process process;
  private final Path out;

  /**
   * A process that was just started.
   *
   * @param name what it is called in the study
   * @param out what it prints, errors included
   */
  ClusterProcess(String name, Process process, Path out) {
    this.name = name;
    this.process = process;
    this.out = out;
  }

  String name() {
    return name;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Kills it and all it has started, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    tree().forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  /** Sends a signal to it and all it has started. */
  void signal(String signal) throws IOException, InterruptedException {
    for (ProcessHandle one : tree()) {
      SoakSignal.send(signal, one.pid());
    }
  }

  private List<ProcessHandle> tree() {
    List<ProcessHandle> tree = new ArrayList<>(List.of(process.toHandle()));
    process.descendants().forEach(tree::add);
    return tree;
  }

  /** Whether it has printed a text. */
  boolean printed(String text) throws IOException {
    return Files.readString(out).contains(text);
  }

  /** What it has printed. */
  List<String> lines() throws IOException {
    return Files.readAllLines(out);
  }

  /** Waits until it has printed a text, or has ended, or the time is up; whether it has. */
  boolean awaitPrinted(String text, long seconds) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!printed(text) && alive() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return printed(text);
  }

  int exitCode() {
    return process.exitValue();
  }
}
