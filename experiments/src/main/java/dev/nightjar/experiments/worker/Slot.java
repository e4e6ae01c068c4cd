package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.MemorySize;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place for one worker process at a time, with a name that outlives the process in it. Used by
 * one thread at a time.
 */
final class Slot {

  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

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

  /**
   * Ends the worker if it has kept so much memory that the next trial would have too little; the
   * next gets a new one.
   */
  void emptyIfOutgrown(MemorySize cap) {
    if (worker.isPresent() && warm() && worker.get().outgrown(cap)) {
      LOG.info("{} has kept too much memory and is replaced", name);
      empty();
    }
  }

  /** Ends the worker, if there is one. */
  void empty() {
    worker.ifPresent(fleet::retire);
    worker = Optional.empty();
  }
}
