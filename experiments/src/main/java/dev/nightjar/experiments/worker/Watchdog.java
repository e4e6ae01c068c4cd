package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.MemorySize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Kills workers that take too long or use too much memory. Measures time by a monotonic clock, so
 * clock jumps do not matter.
 */
final class Watchdog implements AutoCloseable {

  /** A worker fills memory at some gigabytes a second: so little is used in between. */
  private static final Duration WEIGHED_EVERY = Duration.ofMillis(100);

  private final Optional<MemorySize> cap;
  private final ScheduledThreadPoolExecutor clock;

  /**
   * A watchdog.
   *
   * @param cap the most memory that a worker may use; empty for no limit
   */
  Watchdog(Optional<MemorySize> cap) {
    this.cap = cap;
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

  /** Watches a worker until the watch is closed; without a limit of time it never expires. */
  Watch guard(WorkerProcess worker, Optional<Duration> limit) {
    Watch watch = new Watch(worker, limit);
    limit.ifPresent(
        time ->
            watch.alarms.add(clock.schedule(watch::expire, time.toNanos(), TimeUnit.NANOSECONDS)));
    cap.ifPresent(
        most ->
            watch.alarms.add(
                clock.scheduleWithFixedDelay(
                    () -> watch.weigh(most),
                    WEIGHED_EVERY.toNanos(),
                    WEIGHED_EVERY.toNanos(),
                    TimeUnit.NANOSECONDS)));
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
    private final List<ScheduledFuture<?>> alarms = new ArrayList<>();
    private boolean closed;
    private boolean expired;
    private Optional<Excess> excess = Optional.empty();

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

    private synchronized void weigh(MemorySize cap) {
      if (!closed && excess.isEmpty()) {
        OptionalLong used = worker.memoryBytes();
        if (used.isPresent() && used.getAsLong() > cap.bytes()) {
          excess = Optional.of(new Excess(MemorySize.ofBytes(used.getAsLong()), cap));
          worker.kill();
        }
      }
    }

    /** Whether the worker was killed for taking too long. */
    synchronized boolean expired() {
      return expired;
    }

    /** For what memory the worker was killed; empty if it was not. */
    synchronized Optional<Excess> excess() {
      return excess;
    }

    /** Whether the worker was killed by this watch. */
    synchronized boolean struck() {
      return expired || excess.isPresent();
    }

    /** The limit as a person would write it, such as {@code 1h30m}. */
    String limitInWords() {
      return limit.map(Watchdog::inWords).orElse("no limit");
    }

    /** Ends the watch; a worker that is still alive then is not killed any more. */
    @Override
    public synchronized void close() {
      closed = true;
      alarms.forEach(alarm -> alarm.cancel(false));
    }
  }

  /**
   * More memory than allowed.
   *
   * @param used when it was noticed
   * @param cap what was allowed
   */
  record Excess(MemorySize used, MemorySize cap) {
    /**
     * What the trial did wrong, and what can be done.
     *
     * @param when it happened
     */
    String inWords(String when) {
      return "exceeded max_trial_memory of "
          + cap
          + ": it used "
          + used.megabytes()
          + " MB"
          + when
          + "; "
          + ADVICE;
    }
  }

  /** What to do about a trial that needs more memory than it may have. */
  static final String ADVICE = "set a greater budget.max_trial_memory, or search what needs less";

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
