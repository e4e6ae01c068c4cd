package dev.nightjar.experiments.worker;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts worker processes, loads their program, and knows every one that lives, so that none
 * survives its end. Safe for use by several threads, which thus start workers in parallel.
 */
final class WorkerFleet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerFleet.class);

  private final WorkerSettings settings;
  private final WorkerDirectory directory;
  private final Watchdog watchdog;
  private final Set<WorkerProcess> workers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WorkerFleet(WorkerSettings settings, WorkerDirectory directory, Watchdog watchdog) {
    this.settings = settings;
    this.directory = directory;
    this.watchdog = watchdog;
  }

  /**
   * Starts a worker and waits until it has loaded the program.
   *
   * @throws WorkerFailedException if it cannot be started or cannot load; nothing is left of it
   */
  WorkerProcess start(String name) throws InterruptedException {
    if (closed) {
      throw new WorkerFailedException("the executor is closed", "");
    }
    WorkerProcess worker;
    try {
      worker = WorkerProcess.launch(name, settings.jvm(), directory.path());
    } catch (IOException e) {
      throw new WorkerFailedException(
          "the worker process could not be started: " + e.getMessage(), "");
    }
    workers.add(worker);
    boolean ready = false;
    try {
      load(worker);
      ready = true;
      return worker;
    } finally {
      if (!ready) {
        retire(worker);
      }
    }
  }

  private void load(WorkerProcess worker) throws InterruptedException {
    try (Watchdog.Watch watch =
        watchdog.guard(worker, Optional.of(settings.jvm().startTimeout()))) {
      try {
        worker.connect(() -> !closed);
        worker.send(Frame.of(new Message.Load(settings.programType(), settings.definition())));
        Message answer = worker.receive().message();
        String log = worker.takeLog();
        if (answer instanceof Message.Failed failed) {
          throw new WorkerFailedException(failed.cause(), Logs.join(log, failed.trace()));
        }
        if (!(answer instanceof Message.Ready)) {
          throw new ProtocolException("expected ready, not " + answer);
        }
        worker.loaded();
      } catch (IOException e) {
        throw lost(
            worker,
            e,
            watch,
            " before it was ready",
            "the worker process was not ready within " + watch.limitInWords());
      }
    }
  }

  /**
   * Finds out why a worker was lost; it is dead then.
   *
   * @param symptom what was noticed of it
   * @param when completes a sentence about its death
   * @param overdue what to say if it was killed for taking too long
   */
  WorkerFailedException lost(
      WorkerProcess worker, IOException symptom, Watchdog.Watch watch, String when, String overdue)
      throws InterruptedException {
    if (closed) {
      worker.kill(); // or it would be waited for
    }
    if (symptom instanceof ProtocolException) {
      worker.kill();
      return new WorkerFailedException(
          "the worker process broke the protocol" + when + ": " + symptom.getMessage(),
          worker.unfinishedLog());
    }
    if (symptom instanceof FrameTooLargeException) {
      worker.kill();
      return new WorkerFailedException(
          "the worker process cannot be told what to do: " + symptom.getMessage(), "");
    }
    if (watch.excess().isPresent()) {
      return new WorkerFailedException(watch.excess().get().inWords(when), worker.unfinishedLog());
    }
    if (watch.expired()) {
      return new WorkerFailedException(overdue, worker.unfinishedLog());
    }
    try {
      Postmortem postmortem = worker.examine();
      return new WorkerFailedException(
          postmortem.cause() + when, Logs.join(worker.unfinishedLog(), postmortem.evidence()));
    } catch (IOException e) {
      return new WorkerFailedException(
          "the worker process was lost" + when + ", and why could not be found out: " + e,
          worker.unfinishedLog());
    }
  }

  /** Ends a worker and waits for its end. */
  void retire(WorkerProcess worker) {
    try {
      worker.close();
    } catch (IOException e) {
      LOG.warn("the connection to worker process {} could not be closed: {}", worker.pid(), e);
    } finally {
      workers.remove(worker);
    }
  }

  /** The process ids of the living. */
  Set<Long> pids() {
    return workers.stream().map(WorkerProcess::pid).collect(Collectors.toUnmodifiableSet());
  }

  /** Ends every worker; those being started end too. */
  @Override
  public void close() {
    closed = true;
    workers.forEach(WorkerProcess::kill);
    workers.forEach(this::retire);
  }
}
