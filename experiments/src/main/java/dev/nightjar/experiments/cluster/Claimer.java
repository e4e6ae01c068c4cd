package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.storage.StorageException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs trials of a shared study on this host: claims as many from the queue as the local executor
 * has slots for, one after the other. Used once.
 */
public final class Claimer {

  /** How long whoever closes this waits until the trials that ran here are given back. */
  private static final long LEAVE_MILLIS = 20_000;

  private final Claims claims;
  private final TrialExecutor local;
  private final Host host;
  private final Pace pace;
  private final Journal journal;
  private final Set<ClaimedTrial> running = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::claimUntilClosed, "claims");
  private final Backoff backoff = new Backoff();
  private final Object changes = new Object();
  private int free;

  /** Opened when all that ran here has been given back. */
  private final CountDownLatch left = new CountDownLatch(1);

  /** How often in a row there was nothing to claim. */
  private int vain;

  private boolean closed;
  private Optional<Long> attended = Optional.empty();

  /**
   * A claimer that does nothing yet.
   *
   * @param local where claimed trials run; closed with this
   * @param name of this host, for people
   * @param journal is told what people may want to know, a line at a time
   */
  public Claimer(Claims claims, TrialExecutor local, String name, Pace pace, Journal journal) {
    this.claims = claims;
    this.local = local;
    this.host = new Host(UUID.randomUUID().toString(), name, local.slots());
    this.pace = pace;
    this.journal = journal;
    this.free = host.slots();
    thread.setDaemon(true);
  }

  /** Begins to claim trials. */
  public void start() {
    thread.start();
  }

  private void claimUntilClosed() {
    String token = UUID.randomUUID().toString();
    try {
      while (true) {
        try {
          attend();
          Optional<Claim> claim = mayClaim() ? claim(token) : Optional.empty();
          if (claim.isPresent()) {
            token = UUID.randomUUID().toString();
          }
          if (backoff.failing()) {
            journal.say("the storage is reached again");
          }
          backoff.succeeded();
          if (claim.isEmpty() && !waitForChange()) {
            return;
          }
        } catch (StorageException e) {
          if (!backoff.failing()) {
            journal.say("no trials can be claimed; trying on: " + e.getMessage());
          }
          backoff.failed();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Only close() does that.
    }
  }

  private void attend() {
    long now = System.nanoTime();
    if (attended.isEmpty() || now - attended.get() >= pace.renewal().toNanos()) {
      claims.attend(host, pace.lease());
      attended = Optional.of(now);
    }
  }

  private Optional<Claim> claim(String token) {
    Optional<Claim> claim = claims.claim(host, token, pace.lease());
    synchronized (changes) {
      vain = claim.isPresent() ? 0 : vain + 1;
    }
    claim.ifPresent(this::run);
    return claim;
  }

  private void run(Claim claim) {
    running.removeIf(ClaimedTrial::over);
    ClaimedTrial trial =
        new ClaimedTrial(claims, claim, host, pace, local, journal, this::freeSlot);
    running.add(trial);
    synchronized (changes) {
      free--;
      if (!closed) {
        trial.start(); // Otherwise it is given back as it is.
      }
    }
  }

  private void freeSlot() {
    synchronized (changes) {
      free++;
      vain = 0; // Whoever runs the study is about to fill the slot.
      changes.notifyAll();
    }
  }

  private boolean mayClaim() {
    synchronized (changes) {
      return free > 0 && !closed;
    }
  }

  /** Waits a moment, less if a slot becomes free; false if this is closed. */
  private boolean waitForChange() throws InterruptedException {
    synchronized (changes) {
      if (!closed) {
        TimeUnit.NANOSECONDS.timedWait(changes, pace.pause(vain).toNanos());
      }
      return !closed;
    }
  }

  /**
   * Ends the trials that run here and gives them back, so that other hosts can run them at once;
   * closes the local executor. Whoever calls it while somebody else does waits until that is done,
   * since the process may end afterwards.
   */
  public void close() throws InterruptedException {
    boolean first;
    synchronized (changes) {
      first = !closed;
      closed = true;
      changes.notifyAll();
    }
    if (!first) {
      left.await();
      return;
    }
    try {
      thread.interrupt();
      local.close();
      // A storage that cannot be reached keeps calls waiting for long, and this host from ending.
      Thread leaving = new Thread(this::leave, "leaving");
      leaving.setDaemon(true);
      leaving.start();
      leaving.join(LEAVE_MILLIS);
      if (leaving.isAlive()) {
        journal.say("the storage cannot be told that this host leaves; its claims will expire");
      }
    } finally {
      left.countDown();
    }
  }

  private void leave() {
    try {
      thread.join();
      for (ClaimedTrial trial : running) {
        trial.giveBack();
      }
      claims.leave(host);
    } catch (StorageException e) {
      journal.say("the storage cannot be told that this host leaves: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does that.
    }
  }
}
