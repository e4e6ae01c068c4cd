package dev.nightjar.reports.live;

import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Makes the report of a study anew while the study runs: when trials have ended since, and not
 * before {@value #REST} times what the last time took have passed, so that the search keeps the
 * machine. It does so on a thread of its own. That it cannot is said once, and ends nothing.
 */
public final class RefreshedReport implements StudyListener, AutoCloseable {

  /** The report may cost one part in so many of the time. */
  static final int REST = 20;

  /** What the first time is expected to take, with all classes to be loaded. */
  private static final Duration FIRST = Duration.ofMillis(1500);

  /** A report that is made in no time is still not made all the time. */
  private static final Duration SHORTEST_REST = Duration.ofSeconds(10);

  private final Runnable make;
  private final Consumer<RuntimeException> failed;
  private final Thread thread;

  // Guarded by this.
  private int ended;
  private boolean closed;

  /** Used by the thread alone. */
  private boolean said;

  /**
   * Begins to wait for trials.
   *
   * @param make makes the report
   * @param failed is told why it could not be made, the first time only
   */
  public RefreshedReport(Runnable make, Consumer<RuntimeException> failed) {
    this(make, failed, FIRST, SHORTEST_REST);
  }

  RefreshedReport(
      Runnable make, Consumer<RuntimeException> failed, Duration first, Duration shortestRest) {
    this.make = make;
    this.failed = failed;
    thread = new Thread(() -> refresh(first, shortestRest), "report");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void ended(Trial trial, History history) {
    trialEnded();
  }

  synchronized void trialEnded() {
    ended++;
    notifyAll();
  }

  private void refresh(Duration first, Duration shortestRest) {
    try {
      long took = first.toNanos();
      while (rest(Math.max(shortestRest.toNanos(), REST * took)) && awaitTrial()) {
        long began = System.nanoTime();
        makeOnce();
        took = System.nanoTime() - began;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does that; it would mean an end.
    }
  }

  private void makeOnce() {
    try {
      make.run();
    } catch (RuntimeException e) {
      if (!said) {
        said = true;
        failed.accept(e);
      }
    }
  }

  /** Whether to go on after so long. */
  private synchronized boolean rest(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
    return !closed;
  }

  /** Whether a trial has ended since the last time; waits for one. */
  private synchronized boolean awaitTrial() throws InterruptedException {
    while (ended == 0 && !closed) {
      wait();
    }
    ended = 0;
    return !closed;
  }

  /** Ends; a report that is being made is made to its end first. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // Whoever writes the last report must not meet this one.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
