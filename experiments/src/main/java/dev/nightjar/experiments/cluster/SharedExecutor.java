package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs trials on all hosts that attend a study, through its queue: what is submitted is put there
 * for a {@link Claimer} to claim, and a look at the queue every now and then shows what has become
 * of it. Trials that the storage has as running can be submitted, by the holder of the study's
 * lease.
 *
 * <p>Decisions reach a trial with a later epoch where it does not wait for them: see {@link
 * Pace#patience}. A trial whose host falls silent is lost; one that a host gives back is returned.
 * When this is closed, trials go on, for the next holder of the lease to adopt.
 */
public final class SharedExecutor implements TrialExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(SharedExecutor.class);
  private static final long CLOSE_SECONDS = 5;

  /** Between removals of what has ended: they look at the whole queue, and models wait in it. */
  private static final Duration CLEANING = Duration.ofSeconds(2);

  private final Assignments assignments;
  private final StudyLease lease;
  private final Pace pace;
  private final Map<Integer, Assignment> found;
  private final Map<Integer, FollowedTrial> followed = new ConcurrentHashMap<>();
  private final ExecutorService tellers = Executors.newCachedThreadPool(SharedExecutor::teller);
  private final Thread looker = new Thread(this::look, "queue");
  private final Backoff backoff = new Backoff();
  private volatile int slots;
  private volatile boolean closed;

  /**
   * An executor over the queue of a study.
   *
   * @param lease the right to run the study
   * @throws StorageException if the queue cannot be read
   */
  public SharedExecutor(Assignments assignments, StudyLease lease, Pace pace) {
    this.assignments = assignments;
    this.lease = lease;
    this.pace = pace;
    QueueState state = assignments.state();
    this.found =
        state.assignments().stream()
            .collect(Collectors.toMap(Assignment::number, Function.identity()));
    this.slots = Math.max(1, state.slots());
    looker.setDaemon(true);
    looker.start();
  }

  private static Thread teller(Runnable task) {
    Thread thread = new Thread(task, "queue-teller");
    thread.setDaemon(true);
    return thread;
  }

  /** What all hosts that are heard of can run at once; 1 while there is none. */
  @Override
  public int slots() {
    return slots;
  }

  @Override
  public void submit(TrialSpec spec, TrialEvents events) {
    assignments.put(lease, spec);
    follow(new FollowedTrial(assignments, lease, spec, events, 0, Decision.CONTINUE));
  }

  @Override
  public Optional<Decision> adopt(TrialSpec spec, int lastEpoch, TrialEvents events) {
    Assignment assignment = found.get(spec.number());
    if (assignment == null || assignment.attempt() != spec.attempt()) {
      return Optional.empty();
    }
    Decision decision = assignment.decision();
    follow(new FollowedTrial(assignments, lease, spec, events, lastEpoch, decision));
    return Optional.of(decision);
  }

  private void follow(FollowedTrial trial) {
    followed.put(trial.spec().number(), trial);
  }

  @Override
  public boolean leave(TrialSpec spec) {
    Optional.ofNullable(followed.remove(spec.number())).ifPresent(FollowedTrial::leave);
    return !assignments.withdraw(lease, spec);
  }

  private void look() {
    long last = System.nanoTime();
    long cleaned = last;
    while (!closed) {
      try {
        TimeUnit.NANOSECONDS.sleep(pace.poll().toNanos());
        List<FollowedTrial> expected = List.copyOf(followed.values());
        QueueState state = assignments.state();
        long now = System.nanoTime();
        slots = Math.max(1, state.slots());
        heed(expected, state, Duration.ofNanos(now - last));
        last = now;
        if (now - cleaned >= CLEANING.toNanos()) {
          assignments.clean(lease);
          cleaned = now;
        }
        backoff.succeeded();
      } catch (StorageException e) {
        LOG.debug("the queue cannot be looked at: {}", e.getMessage());
        pause();
      } catch (RejectedExecutionException | InterruptedException e) {
        return; // Only close() does that.
      }
    }
  }

  private void pause() {
    try {
      backoff.failed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The next sleep ends at once, and the loop with it.
    }
  }

  /**
   * Sees what has become of the trials.
   *
   * @param elapsed since the last look; what exceeds the time in which every host gives a sign of
   *     life was spent unable to look, and is nobody's silence
   */
  private void heed(List<FollowedTrial> expected, QueueState state, Duration elapsed) {
    Duration looked = elapsed.compareTo(pace.renewal()) < 0 ? elapsed : pace.renewal();
    Map<Integer, Assignment> shown =
        state.assignments().stream()
            .collect(Collectors.toMap(Assignment::number, Function.identity()));
    for (FollowedTrial trial : expected) {
      Assignment now = shown.get(trial.spec().number());
      if (trial.over()) {
        followed.remove(trial.spec().number(), trial);
      } else if (now != null && now.attempt() == trial.spec().attempt()) {
        giveUpIfSilent(trial, now, looked);
        if (trial.hasNews(now) && trial.take()) {
          tellers.execute(() -> tell(trial, now));
        }
      }
    }
  }

  private void giveUpIfSilent(FollowedTrial trial, Assignment now, Duration looked) {
    Duration silence = trial.silence(now, looked);
    if (now.state() == AssignmentState.CLAIMED
        && now.expired()
        && silence.compareTo(pace.grace()) >= 0) {
      assignments.giveUp(lease, trial.spec()); // The next look shows whether it came to that.
    }
  }

  private static void tell(FollowedTrial trial, Assignment now) {
    try {
      trial.tell(now);
    } catch (StorageException e) {
      // The next look shows the same again; if the lease was lost, the runner will find that out.
      LOG.debug("trial {} cannot be followed: {}", trial.spec().number(), e.getMessage());
    }
  }

  /** Stops looking; what runs goes on unless the storage does not have it as running any more. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    looker.interrupt();
    followed.values().forEach(FollowedTrial::leave);
    tellers.shutdown();
    try {
      looker.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
      tellers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      assignments.clean(lease);
    } catch (StorageException e) {
      LOG.debug("the queue is left to the next holder of the lease: {}", e.getMessage());
    }
  }
}
