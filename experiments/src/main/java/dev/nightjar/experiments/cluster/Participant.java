package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.storage.HeldStudy;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyHeldException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One of the processes that work on a shared study: runs trials all the time, and runs the study
 * whenever nobody else does. It ends with the study, of which it convinces itself by taking its
 * turn.
 */
public final class Participant {

  private final SharedStudy shared;
  private final Study study;
  private final String identity;
  private final Claimer claimer;
  private final Leadership leadership;
  private final Pace pace;
  private final Journal journal;
  private final Backoff backoff = new Backoff();
  private final Object changes = new Object();
  private boolean stopped;
  private Optional<StudyRunner> runner = Optional.empty();

  /**
   * A participant.
   *
   * @param study what is worked on
   * @param identity under which it holds the study's lease, such as {@link ProcessIdentity#current}
   * @param claimer runs trials here; started and closed by this
   * @param journal is told what people may want to know, a line at a time
   */
  public Participant(
      SharedStudy shared,
      Study study,
      String identity,
      Claimer claimer,
      Leadership leadership,
      Pace pace,
      Journal journal) {
    this.shared = shared;
    this.study = study;
    this.identity = identity;
    this.claimer = claimer;
    this.leadership = leadership;
    this.pace = pace;
    this.journal = journal;
  }

  /**
   * What is known of a holder of the lease of a shared study: unlike one that alone works on a
   * study, one that lives but is late is replaced, since what it says afterwards is refused.
   */
  public static HolderCheck.State stateOfHolder(String holder) {
    return ProcessIdentity.state(holder) == HolderCheck.State.DEAD
        ? HolderCheck.State.DEAD
        : HolderCheck.State.UNKNOWN;
  }

  /**
   * Works until the study has ended or this is stopped.
   *
   * @param lease the study's lease if this process has it already
   * @return how the study ended; empty if this was stopped while somebody else ran the study
   * @throws IllegalStateException if the study was replaced by one of the same name
   */
  public Optional<StudyEnd> work(Optional<StudyLease> lease) throws InterruptedException {
    claimer.start();
    try {
      Optional<StudyLease> mine = lease;
      while (!stopped()) {
        Optional<StudyEnd> end = mine.isPresent() ? lead(mine.get()) : Optional.empty();
        if (end.isPresent()) {
          return end;
        }
        waitForTurn();
        mine = stopped() ? Optional.empty() : acquireIfFree();
      }
      mine.ifPresent(held -> shared.storage().release(held));
      return Optional.empty();
    } finally {
      claimer.close();
    }
  }

  /** Stops working; what runs here is given back, and somebody else may run the study. */
  public void stop() throws InterruptedException {
    Optional<StudyRunner> running;
    synchronized (changes) {
      stopped = true;
      running = runner;
      changes.notifyAll();
    }
    claimer.close();
    running.ifPresent(StudyRunner::interrupt);
  }

  private boolean stopped() {
    synchronized (changes) {
      return stopped;
    }
  }

  private void waitForTurn() throws InterruptedException {
    synchronized (changes) {
      if (!stopped) {
        TimeUnit.NANOSECONDS.timedWait(changes, pace.renewal().toNanos() / 2);
      }
    }
  }

  private Optional<StudyLease> acquireIfFree() throws InterruptedException {
    try {
      Optional<Holder> holder = shared.claims().holder();
      HolderCheck check = Participant::stateOfHolder;
      boolean free =
          holder
              .map(h -> h.name().equals(identity) || check.replaceable(h.name(), h.expired()))
              .orElse(true);
      Optional<StudyLease> lease =
          free
              ? Optional.of(
                  shared.storage().acquire(study.id(), identity, pace.studyLease(), check))
              : Optional.empty();
      backoff.succeeded();
      return lease;
    } catch (StudyHeldException e) {
      return Optional.empty(); // Somebody else was quicker.
    } catch (StorageException e) {
      if (!backoff.failing()) {
        journal.say("who runs the study cannot be seen; trying on: " + e.getMessage());
      }
      backoff.failed();
      return Optional.empty();
    }
  }

  /** Runs the study; empty if the lease was lost meanwhile, or the storage was away for long. */
  private Optional<StudyEnd> lead(StudyLease lease) throws InterruptedException {
    journal.say("runs the study (fencing token " + lease.token() + ")");
    try (HeldStudy held = new HeldStudy(shared.storage(), lease)) {
      Study now = shared.storage().find(study.name()).orElse(study);
      if (now.id() != study.id()) {
        throw new IllegalStateException(
            "study " + study.name() + " was begun anew meanwhile; start this worker again");
      }
      StudyEnd end;
      try (SharedExecutor executor = new SharedExecutor(shared.assignments(), held.lease(), pace)) {
        end = run(leadership.runner(now, held.lease(), executor));
      }
      leadership.ended(end);
      return Optional.of(end);
    } catch (StorageException e) {
      journal.say("does not run the study any more, and goes on running trials: " + e.getMessage());
      leadership.lost(e);
      return Optional.empty();
    }
  }

  private StudyEnd run(StudyRunner mine) throws InterruptedException {
    synchronized (changes) {
      runner = Optional.of(mine);
      if (stopped) {
        mine.interrupt();
      }
    }
    try {
      return mine.run();
    } finally {
      synchronized (changes) {
        runner = Optional.empty();
      }
    }
  }
}
