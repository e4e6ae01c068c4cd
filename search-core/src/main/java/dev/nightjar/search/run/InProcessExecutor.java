package dev.nightjar.search.run;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.search.trial.TrialSpec;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs trials on threads of this process: for objectives written in Java, and for tests. It cannot
 * bound a trial's time or survive a native crash; worker processes can.
 */
public final class InProcessExecutor implements TrialExecutor {

  private final Objective objective;
  private final int slots;
  private final ExecutorService threads;
  private volatile boolean closed;

  /**
   * An executor of an objective that must be safe to call from {@code slots} threads at once.
   *
   * @throws IllegalArgumentException if slots is below 1
   */
  public InProcessExecutor(Objective objective, int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be at least 1, not " + slots);
    }
    this.objective = objective;
    this.slots = slots;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            slots,
            task -> {
              Thread thread = new Thread(task, "trial-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public void submit(TrialSpec spec, TrialEvents events) {
    threads.execute(() -> run(spec, events));
  }

  private void run(TrialSpec spec, TrialEvents events) {
    String worker = Thread.currentThread().getName();
    Evaluation evaluation = evaluate(spec, events, worker);
    if (!closed) {
      events.ended(spec, evaluation, worker);
    }
  }

  private Evaluation evaluate(TrialSpec spec, TrialEvents events, String worker) {
    TrialContext context =
        new TrialContext() {
          @Override
          public int number() {
            return spec.number();
          }

          @Override
          public long seed() {
            return spec.seed();
          }

          @Override
          public Decision report(EpochReport report) {
            return events.epoch(spec, report, worker);
          }
        };
    events.began(spec, worker);
    try {
      Result result = objective.evaluate(spec.configuration(), context);
      return new Evaluation.Finished(result, List.of());
    } catch (TrialFailedException e) {
      return new Evaluation.Failed(e.getMessage(), List.of(StackTraces.attachment(e)));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
      return new Evaluation.Failed(e.toString(), List.of(StackTraces.attachment(e)));
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
  }
}
