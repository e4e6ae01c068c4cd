package dev.nightjar.experiments.worker;

import java.util.Optional;

/**
 * A place for one worker process at a time, with a name that outlives the process in it. Used by
 * one thread at a time.
 */
final class Slot {

  private final String name;
  private final WorkerFleet fleet;
  private Optional<WorkerProcess> worker = Optional.empty();

  Slot(String name, WorkerFleet fleet) {
    this.name = name;
    this.fleet = fleet;
  }

  String name() {
    return name;
  }

  /** Whether a worker is ready here without being started first. */
  boolean warm() {
    return worker.map(WorkerProcess::usable).orElse(false);
  }

  /**
   * The worker of this slot; started if there is none or it has died.
   *
   * @throws WorkerFailedException if it cannot be started
   */
  WorkerProcess ready() throws InterruptedException {
    if (!warm()) {
      empty();
      worker = Optional.of(fleet.start(name));
    }
    return worker.get();
  }

  /** Ends the worker, if there is one. */
  void empty() {
    worker.ifPresent(fleet::retire);
    worker = Optional.empty();
  }
}
