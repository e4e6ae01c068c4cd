package dev.nightjar.experiments.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Kills workers that take too long. Measures by a monotonic clock, so clock jumps do not matter.
 */
final class Watchdog implements AutoCloseable {

  private final ScheduledThreadPoolExecutor clock;

  Watchdog() {
    clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "worker-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
  }

  /** Watches a worker until the watch is closed; without a limit it never expires. */
  Watch guard(WorkerProcess worker, Optional<Duration> limit) {
    Watch watch = new Watch(worker, limit);
    if (limit.isPresent()) {
      watch.alarm =
          Optional.of(clock.schedule(watch::expire, limit.get().toNanos(), TimeUnit.NANOSECONDS));
    }
    return watch;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** One worker being watched. */
  static final class Watch implements AutoCloseable {
    private final WorkerProcess worker;
    private final Optional<Duration> limit;
    private Optional<ScheduledFuture<?>> alarm = Optional.empty();
    private boolean closed;
    private boolean expired;

    private Watch(WorkerProcess worker, Optional<Duration> limit) {
      this.worker = worker;
      this.limit = limit;
    }

    private synchronized void expire() {
      if (!closed) {
        expired = true;
        worker.kill();
      }
    }

    /** Whether the worker was killed for taking too long. */
    synchronized boolean expired() {
      return expired;
    }

    /** The limit as a person would write it, such as {@code 1h30m}. */
    String limitInWords() {
      return limit.map(Watchdog::inWords).orElse("no limit");
    }

    /** Ends the watch; a worker that is still alive then is not killed any more. */
    @Override
    public synchronized void close() {
      closed = true;
      alarm.ifPresent(a -> a.cancel(false));
    }
  }

  /** A duration as experiment files write it: {@code 8h}, {@code 1h30m}, {@code 1500ms}. */
  static String inWords(Duration duration) {
    if (duration.toMillisPart() != 0 || duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + "ms";
    }
    List<String> parts = new ArrayList<>();
    add(parts, duration.toHours(), "h");
    add(parts, duration.toMinutesPart(), "m");
    add(parts, duration.toSecondsPart(), "s");
    return String.join("", parts);
  }

  private static void add(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + unit);
    }
  }
}
