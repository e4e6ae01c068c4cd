package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.zoo.task.BuiltEnsemble;
import dev.nightjar.zoo.task.Refit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs trials in worker processes. They are started when they are first needed, reused from trial
 * to trial, and replaced when they die, which fails the trial they were running and no other, or
 * when they have kept too much memory. A trial that exceeds its limit of time or of memory has its
 * worker killed. The log's tail of every trial comes with its evaluation as a {@link
 * Attachment#LOG}.
 *
 * <p>When this process dies, whatever the reason, its workers halt by themselves.
 */
public final class WorkerProcessExecutor implements TrialExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcessExecutor.class);

  /** Losing a worker before the trial began is bad luck once; twice it is a failure. */
  private static final int MAX_STARTS = 2;

  private static final long CLOSE_SECONDS = 5;

  /** So many models may be offered for an ensemble. */
  public static final int MAX_OFFERED = 40;

  private final WorkerSettings settings;
  private final WorkerDirectory directory;
  private final Watchdog watchdog;
  private final WorkerFleet fleet;
  private final Map<TrialSpec, Running> running = new ConcurrentHashMap<>();
  private final BlockingDeque<Slot> free = new LinkedBlockingDeque<>();
  private final ExecutorService threads;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * An executor without workers yet.
   *
   * @throws UncheckedIOException if no temporary directory can be made
   */
  public WorkerProcessExecutor(WorkerSettings settings) {
    this.settings = settings;
    try {
      directory = WorkerDirectory.create();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no directory for the workers' temporary files can be made in "
              + System.getProperty("java.io.tmpdir"),
          e);
    }
    watchdog = new Watchdog(settings.maxTrialMemory());
    fleet = new WorkerFleet(settings, directory, watchdog);
    for (int i = 1; i <= settings.slots(); i++) {
      free.add(new Slot("worker-" + i, fleet));
    }
    AtomicInteger count = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            settings.slots(),
            task -> {
              Thread thread = new Thread(task, "trial-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int slots() {
    return settings.slots();
  }

  @Override
  public void submit(TrialSpec spec, TrialEvents events) {
    threads.execute(() -> run(spec, events));
  }

  /** Kills the worker that runs the trial, which fails with that. */
  @Override
  public void cancel(TrialSpec spec) {
    Optional.ofNullable(running.get(spec)).ifPresent(Running::cancel);
  }

  private void run(TrialSpec spec, TrialEvents events) {
    try {
      Slot slot = free.takeFirst();
      Evaluation evaluation;
      Running run = new Running();
      running.put(spec, run);
      try {
        evaluation = evaluate(slot, run, spec, events);
      } finally {
        running.remove(spec);
        giveBack(slot);
      }
      if (!closed.get()) {
        events.ended(spec, evaluation, slot.name());
      }
    } catch (InterruptedException e) {
      // Only close() interrupts: the trial ends without a word.
      Thread.currentThread().interrupt();
    }
  }

  /** A trial that runs, so that it can be cancelled at any moment. */
  private static final class Running {
    private Optional<WorkerProcess> worker = Optional.empty();
    private boolean cancelled;

    /** Says where it is about to run; false if it is not to. */
    synchronized boolean on(WorkerProcess chosen) {
      worker = Optional.of(chosen);
      return !cancelled;
    }

    synchronized void cancel() {
      cancelled = true;
      worker.ifPresent(WorkerProcess::kill);
    }
  }

  private Evaluation evaluate(Slot slot, Running run, TrialSpec spec, TrialEvents events)
      throws InterruptedException {
    try {
      for (int start = 1; start <= MAX_STARTS; start++) {
        WorkerProcess worker = slot.ready();
        try (Watchdog.Watch watch = watchdog.guard(worker, settings.maxTrialDuration())) {
          if (!run.on(worker)) {
            return new Evaluation.Failed("cancelled before it began", List.of());
          }
          Optional<Evaluation> evaluation =
              new TrialRun(fleet, worker, slot.name(), spec, events).evaluate(watch);
          if (evaluation.isPresent()) {
            return evaluation.get();
          }
        }
      }
      return new Evaluation.Failed(
          "the worker process was lost " + MAX_STARTS + " times before the trial began", List.of());
    } catch (WorkerFailedException e) {
      return new Evaluation.Failed(e.getMessage(), Logs.attachments(e.log()));
    } catch (RuntimeException e) {
      // Whatever it is, such as a listener's fault, the trial must end, and the worker is suspect.
      slot.empty();
      LOG.warn("trial {} was given up: {}", spec.number(), e.toString());
      LOG.debug("why trial {} was given up", spec.number(), e);
      return new Evaluation.Failed("the controller gave the trial up: " + e, List.of());
    }
  }

  /** Slots with a worker come first, so that none is started without need. */
  private void giveBack(Slot slot) {
    settings.maxTrialMemory().ifPresent(slot::emptyIfOutgrown);
    if (slot.warm()) {
      free.addFirst(slot);
    } else {
      free.addLast(slot);
    }
  }

  /**
   * Scores a trained model on the test part of the data, in a worker that is free, or in one of its
   * own if all are busy.
   *
   * @param model the bytes of a {@link Attachment#MODEL} attachment
   * @return metric name → value
   * @throws WorkerFailedException if it cannot be scored, takes longer than a trial may, or the
   *     executor is closed
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public Map<String, Double> scoreTest(byte[] model) throws InterruptedException {
    Frame answer =
        ask(
            new Frame(new Message.Score(), List.of(model)),
            Message.Scored.class,
            "scored the model on the test part");
    return Map.copyOf(((Message.Scored) answer.message()).metrics());
  }

  /**
   * Shows what a trained model does, by the validation part of the data, in a worker as {@link
   * #scoreTest} uses one.
   *
   * @param model the bytes of a {@link Attachment#MODEL} attachment
   * @param seed for what is drawn
   * @return small attachments to be stored with the model's trial, perhaps none
   * @throws WorkerFailedException if it cannot be used, takes longer than a trial may, or the
   *     executor is closed
   */
  public List<Attachment> describe(byte[] model, long seed) throws InterruptedException {
    Frame answer =
        ask(
            new Frame(new Message.Describe(seed), List.of(model)),
            Message.Described.class,
            "described the model");
    try {
      return ((Message.Described) answer.message()).toAttachments(answer.blobs());
    } catch (ProtocolException e) {
      throw new WorkerFailedException(e.getMessage(), "");
    }
  }

  /**
   * Chooses models to answer together, by the validation part of the data, in a worker as {@link
   * #scoreTest} uses one.
   *
   * @param models the bytes of {@link Attachment#MODEL} attachments, at least one and no more than
   *     {@link #MAX_OFFERED}
   * @param draws how often a model is added at most, at least 1
   * @throws WorkerFailedException if they cannot be used, it takes longer than a trial may, or the
   *     executor is closed
   */
  public BuiltEnsemble ensemble(List<byte[]> models, int draws) throws InterruptedException {
    Frame answer =
        ask(
            new Frame(new Message.Combine(draws), models),
            Message.Combined.class,
            "chose models for an ensemble");
    try {
      return ((Message.Combined) answer.message()).toEnsemble(answer.blobs());
    } catch (ProtocolException e) {
      throw new WorkerFailedException(e.getMessage(), "");
    }
  }

  /**
   * Trains a configuration on the training and the validation part together, in a worker as {@link
   * #scoreTest} uses one. More data than a trial has may take it twice as long.
   *
   * @param seed of the training
   * @param epochs after how many it ends, at least 1
   * @throws WorkerFailedException if it cannot be trained, takes longer than two trials may, or the
   *     executor is closed
   */
  public Refit refit(Configuration configuration, long seed, int epochs)
      throws InterruptedException {
    Frame answer =
        ask(
            Frame.of(new Message.Again(configuration.values(), seed, epochs)),
            Message.Refitted.class,
            "trained on both parts",
            settings.maxTrialDuration().map(limit -> limit.multipliedBy(2)));
    try {
      return ((Message.Refitted) answer.message()).toRefit(answer.blobs());
    } catch (ProtocolException e) {
      throw new WorkerFailedException(e.getMessage(), "");
    }
  }

  private Frame ask(Frame question, Class<? extends Message> wanted, String what)
      throws InterruptedException {
    return ask(question, wanted, what, settings.maxTrialDuration());
  }

  /**
   * Asks one thing about a model, or several.
   *
   * @param what the worker does, in the past tense
   * @param limit how long it may take
   */
  private Frame ask(
      Frame question, Class<? extends Message> wanted, String what, Optional<Duration> limit)
      throws InterruptedException {
    if (closed.get()) {
      throw new WorkerFailedException("the executor is closed", "");
    }
    Optional<Slot> taken = Optional.ofNullable(free.pollFirst());
    Slot slot = taken.orElseGet(() -> new Slot("worker-extra", fleet));
    try {
      return converse(slot.ready(), question, wanted, what, limit);
    } finally {
      if (taken.isPresent()) {
        giveBack(slot);
      } else {
        slot.empty();
      }
    }
  }

  private Frame converse(
      WorkerProcess worker,
      Frame question,
      Class<? extends Message> wanted,
      String what,
      Optional<Duration> limit)
      throws InterruptedException {
    try (Watchdog.Watch watch = watchdog.guard(worker, limit)) {
      try {
        worker.send(question);
        Frame frame = worker.receive();
        Message answer = frame.message();
        String log = worker.takeLog();
        if (wanted.isInstance(answer)) {
          return frame;
        }
        if (answer instanceof Message.Failed failed) {
          if (failed.spent()) {
            worker.kill();
          }
          throw new WorkerFailedException(failed.cause(), Logs.join(log, failed.trace()));
        }
        throw new ProtocolException("expected another answer than " + answer);
      } catch (FrameTooLargeException e) {
        throw new WorkerFailedException(
            "the model cannot be sent to a worker: " + e.getMessage(), "");
      } catch (IOException e) {
        throw fleet.lost(
            worker,
            e,
            watch,
            " while it " + what,
            "exceeded max_trial_duration of " + watch.limitInWords() + " before it had " + what);
      }
    }
  }

  /** The process ids of the workers that live now. */
  public Set<Long> workerPids() {
    return fleet.pids();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    threads.shutdownNow();
    fleet.close();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watchdog.close();
    try {
      directory.close();
    } catch (IOException e) {
      LOG.warn("temporary files in {} could not be deleted: {}", directory.path(), e.toString());
    }
  }
}
