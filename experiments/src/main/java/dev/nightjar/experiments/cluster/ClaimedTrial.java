package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A trial that this host has claimed: passes what the trial says on to the queue, in order, by a
 * thread of its own, which gives signs of life in between. While the storage cannot be reached the
 * trial goes on, and what it says is kept. If the claim was lost, the trial is ended.
 */
final class ClaimedTrial implements TrialEvents {

  /** How soon the decision about an epoch is looked for while the trial waits for it. */
  private static final long FIRST_LOOK_MILLIS = 25;

  private final Claims claims;
  private final Claim claim;
  private final Host host;
  private final Pace pace;
  private final TrialExecutor local;
  private final Journal journal;
  private final Runnable ended;

  private final BlockingDeque<Message> outbox = new LinkedBlockingDeque<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Thread courier;
  private final Backoff backoff = new Backoff();
  private long lastSign = System.nanoTime();

  /**
   * After what time the decision is looked for again; whoever runs the study may have much to do.
   */
  private long lookNanos = TimeUnit.MILLISECONDS.toNanos(FIRST_LOOK_MILLIS);

  private final Object verdicts = new Object();
  private Verdict verdict = Verdict.NONE;
  private int awaited;

  private volatile boolean lost;
  private volatile boolean over;

  /** What a message to the queue is. */
  private enum Kind {
    /** It is a sign of life, and others follow. */
    SIGN,
    /** It asks, and is no sign of life. */
    QUESTION,
    /** Nothing comes after it. */
    LAST
  }

  private record Message(Kind kind, Function<Claims, Optional<Verdict>> store) {}

  /**
   * A trial that is about to run.
   *
   * @param local where it runs
   * @param journal is told what people may want to know
   * @param ended is called when it does not run here any more
   */
  ClaimedTrial(
      Claims claims,
      Claim claim,
      Host host,
      Pace pace,
      TrialExecutor local,
      Journal journal,
      Runnable ended) {
    this.claims = claims;
    this.claim = claim;
    this.host = host;
    this.pace = pace;
    this.local = local;
    this.journal = journal;
    this.ended = ended;
    this.courier = new Thread(this::carry, "claim-" + claim.spec().number());
    courier.setDaemon(true);
  }

  /** Runs the trial. */
  void start() {
    courier.start();
    local.submit(claim.spec(), this);
  }

  /** Blocks until it is stored: from here on the trial may be why this host falls silent. */
  @Override
  public void began(TrialSpec spec, String worker) {
    journal.trace(about("begins on " + worker));
    outbox.add(new Message(Kind.SIGN, c -> storeBegin(c, worker)));
    try {
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The executor is closed; it ends the trial.
    }
  }

  private Optional<Verdict> storeBegin(Claims to, String worker) {
    Optional<Verdict> answer = to.begin(claim, host.name() + "/" + worker, pace.lease());
    begun.countDown();
    return answer;
  }

  @Override
  public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
    long deadline = System.nanoTime() + pace.patience(report.seconds()).toNanos();
    synchronized (verdicts) {
      awaited = report.epoch();
    }
    outbox.add(new Message(Kind.SIGN, c -> c.report(claim, report, pace.lease())));
    synchronized (verdicts) {
      try {
        long left = deadline - System.nanoTime();
        while (!verdict.settles(report.epoch()) && !lost && left > 0) {
          TimeUnit.NANOSECONDS.timedWait(verdicts, left);
          left = deadline - System.nanoTime();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // The executor is closed; it ends the trial.
      }
      awaited = 0;
      return lost ? new Decision.Stop("this host has lost the trial") : verdict.decision();
    }
  }

  @Override
  public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
    if (!lost) {
      Evaluation needed = withoutModelIfStopped(evaluation);
      outbox.add(new Message(Kind.LAST, c -> storeEnd(c, needed)));
    }
    ended.run();
  }

  @Override
  public void lost(TrialSpec spec, String cause, String worker) {
    giveBackWith(worker + " lost it: " + cause);
  }

  @Override
  public void returned(TrialSpec spec, String worker) {
    giveBackWith(worker + " gave it back");
  }

  private void giveBackWith(String words) {
    say(words);
    outbox.add(new Message(Kind.LAST, this::storeReturn));
    ended.run();
  }

  private Optional<Verdict> storeReturn(Claims to) {
    to.giveBack(claim);
    return Optional.of(Verdict.NONE);
  }

  private Optional<Verdict> storeEnd(Claims to, Evaluation evaluation) {
    return to.end(claim, evaluation) ? Optional.of(Verdict.NONE) : Optional.empty();
  }

  /** A trial that was told to stop is pruned: megabytes that nobody keeps are not sent. */
  private Evaluation withoutModelIfStopped(Evaluation evaluation) {
    boolean stopped;
    synchronized (verdicts) {
      stopped = verdict.decision() instanceof Decision.Stop;
    }
    if (stopped && evaluation instanceof Evaluation.Finished finished) {
      Result result = finished.result();
      return new Evaluation.Finished(
          new Result(result.metrics(), result.bestEpoch(), List.of()), finished.attachments());
    }
    return evaluation;
  }

  private void carry() {
    try {
      while (!over) {
        store(waitForMessage() ? outbox.getFirst() : betweenMessages());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Only giveBack() does that, which goes on from here.
    } finally {
      begun.countDown();
    }
  }

  /** Waits for something to store, until it is time for something else; whether there is. */
  private boolean waitForMessage() throws InterruptedException {
    if (!outbox.isEmpty()) {
      return true;
    }
    long wait = pace.renewal().toNanos() - (System.nanoTime() - lastSign);
    if (decisionAwaited()) {
      wait = Math.min(wait, lookNanos);
    }
    Message message = outbox.pollFirst(Math.max(1, wait), TimeUnit.NANOSECONDS);
    if (message == null) {
      return false;
    }
    outbox.addFirst(message);
    return true;
  }

  private boolean decisionAwaited() {
    synchronized (verdicts) {
      return awaited > 0 && !verdict.settles(awaited);
    }
  }

  /** What is due while there is nothing to store. */
  private Message betweenMessages() {
    return System.nanoTime() - lastSign >= pace.renewal().toNanos()
        ? new Message(Kind.SIGN, c -> c.renew(claim, pace.lease()))
        : new Message(Kind.QUESTION, c -> c.verdict(claim));
  }

  /** Stores a message; if that fails, it is the first to be tried again. */
  private void store(Message message) throws InterruptedException {
    Optional<Verdict> answer;
    long begin = System.nanoTime();
    try {
      answer = message.store().apply(claims);
    } catch (StorageException e) {
      if (!backoff.failing()) {
        say("the storage cannot be reached; it goes on: " + e.getMessage());
      }
      backoff.failed();
      return;
    }
    if (backoff.failing()) {
      say("the storage is reached again");
    }
    backoff.succeeded();
    outbox.remove(message); // What came between messages was never in it.
    if (message.kind() == Kind.QUESTION) {
      lookNanos = Math.max(lookNanos, Math.min(2 * lookNanos, pace.poll().toNanos()));
    } else {
      lastSign = begin;
      lookNanos = TimeUnit.MILLISECONDS.toNanos(FIRST_LOOK_MILLIS);
    }
    answer.ifPresentOrElse(this::learn, this::lose);
    over = lost || message.kind() == Kind.LAST;
    if (over && !lost) {
      journal.trace(about("has ended"));
    }
  }

  private void learn(Verdict news) {
    synchronized (verdicts) {
      verdict = news;
      verdicts.notifyAll();
    }
  }

  private void lose() {
    synchronized (verdicts) {
      lost = true;
      verdicts.notifyAll();
    }
    say(
        "this worker's claim has expired, or the study has ended meanwhile; its late result is"
            + " refused");
    local.cancel(claim.spec());
  }

  /** Whether all that is to be said of it is stored, or refused. */
  boolean over() {
    return over;
  }

  private void say(String words) {
    journal.say(about(words));
  }

  private String about(String words) {
    return "trial " + claim.spec().number() + ", attempt " + claim.spec().attempt() + ": " + words;
  }

  /**
   * Gives the trial back, or, if it has ended here, stores how. The executor is closed: nothing
   * more is heard of the trial.
   */
  void giveBack() throws InterruptedException {
    courier.interrupt();
    courier.join();
    if (over) {
      return;
    }
    try {
      Message last = outbox.peekLast();
      if (last != null && last.kind() == Kind.LAST) {
        for (Message message : outbox) {
          if (message.store().apply(claims).isEmpty()) {
            lose();
            return;
          }
        }
      } else {
        claims.giveBack(claim);
        say("given back");
      }
    } catch (StorageException e) {
      say("it cannot be given back, so its claim will expire: " + e.getMessage());
    }
  }
}
