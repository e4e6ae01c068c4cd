package dev.nightjar.search.run;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs a study: the only loop of the product.
 *
 * <p>One thread asks the strategy, starts trials, stores every report and outcome before anyone
 * else hears of it, lets the pruner judge, and decides when to end. Executors call in from their
 * own threads; what they say is queued and handled here, one thing at a time.
 *
 * <p>A runner is used once. {@link #interrupt} may be called from any thread.
 */
public final class StudyRunner {

  /** How long a lease lasts without being renewed, unless another time is chosen. */
  public static final Duration LEASE = Tenure.ONLY_PROCESS.lease();

  /** No longer than this is waited for events: an executor's slots may have grown meanwhile. */
  private static final long WAKE_MILLIS = 1_000;

  /** Running trials may end their epoch when the study's time is up, but no longer than this. */
  private static final Duration MAX_GRACE = Duration.ofSeconds(60);

  private static final Duration NO_LIMIT = Duration.ofDays(365);

  private static final String TIME_USED_UP = "the study's max_duration was reached";

  private final Study study;
  private final Storage storage;
  private final StudyLease lease;
  private final Tenure tenure;
  private final StudyPlan plan;
  private final TrialExecutor executor;
  private final StudyListener listener;
  private final Clock clock;

  private final TrialLedger ledger;
  private final Leaders leaders;
  private final FinalRound finals;
  private final Optional<Standstill> standstill;
  private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>();
  private final Map<Integer, Running> running = new HashMap<>();
  private final Deque<TrialSpec> waiting = new ArrayDeque<>();
  private final Deque<TrialSpec> setAside = new ArrayDeque<>();
  private final ConsecutiveFailures failures = new ConsecutiveFailures();
  private boolean usedUp;
  private boolean finalsBegun;
  private Optional<String> standsStill = Optional.empty();
  private long begunNanos;
  private long renewedNanos;
  private volatile boolean interrupted;
  private volatile boolean over;

  /**
   * Something an executor or a user said.
   *
   * @param handle what the loop does about it
   * @param refuse what is done instead once the loop has ended, so that nobody waits for an answer
   */
  private record Event(Runnable handle, Runnable refuse) {
    /** Handles; if that breaks, nobody is left waiting. */
    void run() {
      boolean handled = false;
      try {
        handle.run();
        handled = true;
      } finally {
        if (!handled) {
          refuse.run();
        }
      }
    }
  }

  /** What the loop knows of a trial that an executor has. */
  private static final class Running {
    final TrialSpec spec;
    final Duration before;
    final long startedNanos = System.nanoTime();
    Optional<String> stopReason = Optional.empty();

    /**
     * A trial.
     *
     * @param before how long it has run already
     */
    Running(TrialSpec spec, Duration before) {
      this.spec = spec;
      this.before = before;
    }

    Duration duration() {
      return before.plusNanos(System.nanoTime() - startedNanos);
    }
  }

  /** A runner that a user started and that alone runs the study. */
  public StudyRunner(
      Study study,
      Storage storage,
      StudyLease lease,
      StudyPlan plan,
      TrialExecutor executor,
      StudyListener listener,
      Clock clock) {
    this(study, storage, lease, Tenure.ONLY_PROCESS, plan, executor, listener, clock);
  }

  /**
   * A runner of a stored study.
   *
   * @param study what is searched
   * @param storage where it is stored
   * @param lease the right to run it; the runner renews it, the caller releases it
   * @param tenure for how long the lease is renewed, and on whose behalf
   * @param plan strategy, pruner and budget
   * @param executor where trials run; closed by the caller
   * @param listener hears what happens
   * @param clock for the times people see; durations are measured by a monotonic clock
   */
  public StudyRunner(
      Study study,
      Storage storage,
      StudyLease lease,
      Tenure tenure,
      StudyPlan plan,
      TrialExecutor executor,
      StudyListener listener,
      Clock clock) {
    this.study = study;
    this.storage = storage;
    this.lease = lease;
    this.tenure = tenure;
    this.plan = plan;
    this.executor = executor;
    this.listener = listener;
    this.clock = clock;
    this.ledger = new TrialLedger(study.definition().space(), study.definition().criteria());
    this.standstill =
        plan.budget().minImprovement().stream()
            .mapToObj(least -> new Standstill(least, study.definition().seed()))
            .findFirst();
    this.leaders = new Leaders(ledger.criteria(), plan.keepModels());
    this.finals = new FinalRound(plan.finalists(), ledger.criteria(), study.definition().seed());
  }

  /**
   * Asks the run to end soon; what runs is put back to waiting, so that a later run continues it,
   * unless it goes on elsewhere.
   */
  public void interrupt() {
    interrupted = true;
    inbox.add(new Event(() -> {}, () -> {}));
  }

  /**
   * Runs until the budget, the target, the space or patience with failures ends it.
   *
   * @throws dev.nightjar.search.storage.StorageException if something cannot be stored; the study
   *     can be continued later, nothing stored is lost
   */
  public StudyEnd run() throws InterruptedException {
    try {
      return search();
    } finally {
      over = true;
      refuseWaiting();
    }
  }

  private StudyEnd search() throws InterruptedException {
    begunNanos = System.nanoTime();
    renewedNanos = begunNanos;
    recall();
    if (tenure.forgiving()) {
      failures.forgive();
    }
    listener.begun(ledger);
    StudyEnd.Reason end = searchUntilItEnds();
    String explanation =
        end == StudyEnd.Reason.STANDSTILL ? standsStill.orElseThrow() : end.explanation();
    switch (end) {
      case MAX_DURATION -> stopRunning(TIME_USED_UP);
      case TARGET_REACHED -> stopRunning("another trial reached the study's target");
      case STANDSTILL -> stopRunning("the study stands still");
      default -> {}
    }
    if (end.normal() && (finalsPending() > 0 || extraFinal().isPresent())) {
      if (end == StudyEnd.Reason.MAX_DURATION) {
        explanation = "The search has used its part of the budget's time.";
      }
      runFinals(explanation);
      if (finalsPending() > 0) {
        end = interrupted ? StudyEnd.Reason.INTERRUPTED : end;
        explanation = interrupted ? end.explanation() : explanation + cutOff(finalsPending());
      }
    } else if (end.normal()) {
      letEpochsEnd();
    }
    for (Running trial : List.copyOf(running.values())) {
      if (end != StudyEnd.Reason.INTERRUPTED) {
        storage.requeue(lease, trial.spec);
        executor.cancel(trial.spec); // What follows a study needs the processors.
      } else if (!executor.leave(trial.spec)) {
        storage.requeue(lease, trial.spec);
      }
    }
    running.clear();
    storage.recordElapsed(study.id(), elapsed());
    return new StudyEnd(end, explanation, leaders.front(), finals.standings(), elapsed());
  }

  private StudyEnd.Reason searchUntilItEnds() throws InterruptedException {
    while (true) {
      fillSlots();
      Optional<StudyEnd.Reason> end = endReason();
      if (end.isPresent()) {
        return end.get();
      }
      handleNext();
    }
  }

  private static String cutOff(int trainings) {
    return " Then the time was used up before "
        + trainings
        + " of the trainings over fresh seeds had ended; with a larger max_duration they go on.";
  }

  private int finalsPending() {
    return finals.pending(ledger.nextNumber()).size();
  }

  /** Trains the best over fresh seeds, as far as there is time; pruners have no say. */
  private void runFinals(String whyTheSearchEnded) throws InterruptedException {
    finalsBegun = true;
    waiting.clear(); // What of the search still waits is not wanted any more.
    setAside.clear();
    List<FinalRound.Pending> pending = finals.pending(ledger.nextNumber());
    if (!timeIsUp()) {
      listener.finals(whyTheSearchEnded, pending.size(), extraFinal().isPresent());
    }
    for (FinalRound.Pending training : pending) {
      training.stored().ifPresentOrElse(this::adoptOrLineUp, () -> waiting.add(training.spec()));
    }
    while (!interrupted && !timeIsUp()) {
      while (running.size() < executor.slots() && !waiting.isEmpty()) {
        start(waiting.remove());
      }
      while (running.size() < executor.slots() && setAside.isEmpty() && extraFinal().isPresent()) {
        start(extraFinal().orElseThrow());
      }
      if (running.isEmpty()) {
        if (setAside.isEmpty()) {
          return;
        }
        start(setAside.remove());
      }
      handleNext();
    }
    if (!interrupted) {
      cutOffExtraFinals();
    }
  }

  /** A training on top of the planned ones, if the study's time has an end to fill it up to. */
  private Optional<TrialSpec> extraFinal() {
    return plan.budget().maxDuration().flatMap(most -> finals.extra(ledger.nextNumber()));
  }

  /** Ends what only filled the time. */
  private void cutOffExtraFinals() {
    for (Running trial : List.copyOf(running.values())) {
      TrialSpec spec = trial.spec;
      if (spec.role() == TrialRole.FINALIST && finals.isExtra(spec)) {
        running.remove(spec.number());
        executor.cancel(spec);
        String worker = ledger.open(spec.number()).flatMap(Trial::worker).orElse("controller");
        end(spec, new Outcome.Pruned(TIME_USED_UP), trial.duration(), worker, List.of());
      }
    }
  }

  /**
   * Takes in what is stored, takes over what still runs, and lines up what was lost with an earlier
   * run.
   */
  private void recall() {
    for (Trial trial : storage.trials(study.id())) {
      put(trial);
      if (trial.spec().role() == TrialRole.FINALIST) {
        continue;
      }
      if (trial.state().finished()) {
        dropModel(leaders.add(trial), trial);
        finals.searched(trial);
        failures.add(trial);
      } else {
        adoptOrLineUp(trial);
      }
    }
    tellReserve();
    lookForStandstill();
  }

  private void adoptOrLineUp(Trial trial) {
    if (trial.state() != TrialState.RUNNING || !adopt(trial)) {
      lineUp(trial);
    }
  }

  /** Takes over a trial that was started by an earlier run; false if it does not run any more. */
  private boolean adopt(Trial trial) {
    TrialSpec spec = trial.spec();
    int lastEpoch = trial.epochs().stream().mapToInt(EpochReport::epoch).max().orElse(0);
    Optional<Decision> decided = executor.adopt(spec, lastEpoch, new Inbox());
    if (decided.isEmpty()) {
      return false;
    }
    storage.adopt(lease, spec);
    Duration before = // Only a clock that people may set knows across processes.
        trial
            .times()
            .started()
            .map(t -> Duration.between(t, clock.instant()))
            .orElse(Duration.ZERO);
    Running adopted = new Running(spec, before.isNegative() ? Duration.ZERO : before);
    adopted.stopReason = stopReason(decided.get());
    running.put(spec.number(), adopted);
    return true;
  }

  private static Optional<String> stopReason(Decision decision) {
    return decision instanceof Decision.Stop stop ? Optional.of(stop.reason()) : Optional.empty();
  }

  private void tellReserve() {
    if (plan.finalists().wanted()) {
      listener.reserved(reserve(plan.budget().maxDuration().orElse(NO_LIMIT)));
    }
  }

  private Duration reserve(Duration most) {
    return finals.reserve(executor.slots(), most);
  }

  /**
   * Until when the search may run, which is what the finalists leave it, or after it the finalists.
   */
  private Optional<Duration> deadline() {
    return plan.budget()
        .maxDuration()
        .map(most -> most.minus(finalsBegun ? finals.refit(most) : reserve(most)));
  }

  /** Sees to it that a trial which was lost runs again, unless it is to blame. */
  private void lineUp(Trial lost) {
    switch (Suspicion.of(lost)) {
      case NONE -> waiting.add(lost.spec().nextAttempt());
      case SET_ASIDE -> setAside(lost);
      case GUILTY -> giveUp(lost);
    }
  }

  /** Keeps a suspect trial for when nothing else is left to do. */
  private void setAside(Trial trial) {
    TrialSpec spec = trial.spec();
    if (trial.state() == TrialState.RUNNING) {
      // Stores the loss and that it waits now.
      spec = spec.nextAttempt();
      open(spec);
      storage.requeue(lease, spec);
    }
    setAside.add(spec.nextAttempt());
  }

  /** Fails a trial that took its controller down with it again and again. */
  private void giveUp(Trial trial) {
    TrialSpec spec = trial.spec().nextAttempt();
    open(spec);
    end(
        spec,
        new Outcome.Failed(
            "given up: the process that ran the study, or the trial, was lost "
                + Suspicion.GUILTY_AFTER
                + " times while this trial ran, the last times while nothing else did"),
        Duration.ZERO,
        "controller",
        List.of());
  }

  private void fillSlots() {
    while (running.size() < executor.slots() && mayStart()) {
      Optional<TrialSpec> next = Optional.ofNullable(waiting.poll()).or(this::suggest);
      if (next.isEmpty()) {
        usedUp = true;
        break;
      }
      start(next.get());
    }
    if (running.isEmpty() && !interrupted && endsEarly().isEmpty()) {
      Optional.ofNullable(setAside.poll()).ifPresent(this::start);
    }
  }

  private boolean mayStart() {
    if (interrupted || usedUp || endsEarly().isPresent()) {
      return false;
    }
    return !waiting.isEmpty()
        || plan.budget().maxTrials().isEmpty()
        || ledger.size() < plan.budget().maxTrials().getAsInt();
  }

  private Optional<TrialSpec> suggest() {
    return NextTrial.suggest(plan.strategy(), ledger, study.definition().seed());
  }

  private void start(TrialSpec spec) {
    Trial trial = open(spec);
    running.put(spec.number(), new Running(spec, Duration.ZERO));
    listener.started(trial, ledger);
    executor.submit(spec, new Inbox());
  }

  private void put(Trial trial) {
    ledger.put(trial);
    if (trial.spec().role() == TrialRole.FINALIST) {
      finals.put(trial);
      failures.passOver(trial.number());
    }
  }

  /** Begins an attempt; what an earlier one had reported went with it. */
  private Trial open(TrialSpec spec) {
    storage.start(lease, spec);
    int losses = ledger.open(spec.number()).map(Suspicion::losses).orElse(0);
    Trial trial = Trial.running(spec, clock.instant(), losses);
    put(trial);
    return trial;
  }

  /** Turns the executor's calls into entries of the loop's queue. */
  private final class Inbox implements TrialEvents {
    @Override
    public void began(TrialSpec spec, String worker) {
      CompletableFuture<Boolean> stored = new CompletableFuture<>();
      inbox.add(
          new Event(
              () -> {
                onBegin(spec, worker);
                stored.complete(true);
              },
              () -> stored.complete(false)));
      if (over) {
        refuseWaiting();
      }
      stored.join();
    }

    @Override
    public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
      CompletableFuture<Decision> answer = new CompletableFuture<>();
      inbox.add(
          new Event(
              () -> answer.complete(onEpoch(spec, report, worker)),
              () -> answer.complete(RUN_ENDED)));
      if (over) {
        refuseWaiting();
      }
      return answer.join();
    }

    @Override
    public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
      inbox.add(new Event(() -> onEnd(spec, evaluation, worker), () -> {}));
    }

    @Override
    public void lost(TrialSpec spec, String cause, String worker) {
      inbox.add(new Event(() -> onLoss(spec, cause, worker), () -> {}));
    }

    @Override
    public void returned(TrialSpec spec, String worker) {
      inbox.add(new Event(() -> onReturn(spec, worker), () -> {}));
    }
  }

  private void refuseWaiting() {
    for (Event event = inbox.poll(); event != null; event = inbox.poll()) {
      event.refuse().run();
    }
  }

  private void handleNext() throws InterruptedException {
    Event event = inbox.poll(nextWakeMillis(), TimeUnit.MILLISECONDS);
    renewLease();
    if (event != null) {
      event.run();
    }
  }

  private long nextWakeMillis() {
    long wake = Math.min(WAKE_MILLIS, tenure.lease().toMillis() / 6);
    if (deadline().isPresent()) {
      long left = deadline().get().minus(elapsed()).toMillis() + 1;
      wake = Math.min(wake, Math.max(1, left));
    }
    return wake;
  }

  private void renewLease() {
    if (System.nanoTime() - renewedNanos > tenure.lease().toNanos() / 3) {
      storage.renew(lease, tenure.lease());
      storage.recordElapsed(study.id(), elapsed());
      renewedNanos = System.nanoTime();
    }
  }

  private void onBegin(TrialSpec spec, String worker) {
    storage.began(lease, spec, worker);
    ledger.put(ledger.open(spec.number()).orElseThrow().begun(worker));
  }

  private Decision onEpoch(TrialSpec spec, EpochReport report, String worker) {
    Running trial = running.get(spec.number());
    storage.report(lease, spec, report, worker);
    Trial now = ledger.open(spec.number()).orElseThrow().reporting(report, Optional.of(worker));
    ledger.put(now);
    listener.reported(now, ledger);
    Decision decision =
        trial.stopReason.isPresent() ? new Decision.Stop(trial.stopReason.get()) : judge(now);
    trial.stopReason = stopReason(decision);
    return decision;
  }

  private Decision judge(Trial trial) {
    return trial.spec().role() == TrialRole.FINALIST
        ? Decision.CONTINUE
        : plan.pruner().judge(trial, ledger);
  }

  private void onLoss(TrialSpec spec, String cause, String worker) {
    if (prunedWhenGone(spec, worker)) {
      return;
    }
    Trial lost = ledger.open(spec.number()).orElseThrow();
    listener.lost(lost, cause, ledger);
    lineUp(lost);
  }

  private void onReturn(TrialSpec spec, String worker) {
    if (prunedWhenGone(spec, worker)) {
      return;
    }
    storage.requeue(lease, spec);
    Trial returned = ledger.open(spec.number()).orElseThrow().returned();
    ledger.put(returned);
    lineUp(returned);
  }

  /** Forgets that a trial runs; one of which nothing more was wanted has ended with that. */
  private boolean prunedWhenGone(TrialSpec spec, String worker) {
    Running trial = running.remove(spec.number());
    if (trial.stopReason.isEmpty()) {
      return false;
    }
    end(spec, new Outcome.Pruned(trial.stopReason.get()), trial.duration(), worker, List.of());
    return true;
  }

  private void onEnd(TrialSpec spec, Evaluation evaluation, String worker) {
    Running trial = running.remove(spec.number());
    List<Attachment> attachments = new ArrayList<>(evaluation.attachments());
    Outcome outcome;
    if (evaluation instanceof Evaluation.Failed failed) {
      outcome = new Outcome.Failed(failed.cause());
    } else {
      Result result = ((Evaluation.Finished) evaluation).result();
      outcome =
          trial.stopReason.isPresent()
              ? new Outcome.Pruned(trial.stopReason.get())
              : completed(result);
      if (outcome instanceof Outcome.Completed) {
        attachments.addAll(result.attachments());
      }
    }
    end(spec, outcome, trial.duration(), worker, attachments);
  }

  /**
   * A completed outcome, or a failure if the objective did not deliver what the study optimises.
   */
  private Outcome completed(Result result) {
    List<Double> values = new ArrayList<>();
    for (Criterion criterion : ledger.criteria()) {
      Double value = result.metrics().get(criterion.metric());
      if (value == null) {
        return new Outcome.Failed(
            "no value for " + criterion.metric() + "; it reported " + result.metrics().keySet());
      }
      if (!Double.isFinite(value)) {
        return new Outcome.Failed(criterion.metric() + " is " + value);
      }
      values.add(value);
    }
    return new Outcome.Completed(values, result.metrics(), result.bestEpoch());
  }

  private void end(
      TrialSpec spec,
      Outcome outcome,
      Duration duration,
      String worker,
      List<Attachment> attachments) {
    Trial before = ledger.open(spec.number()).orElseThrow();
    Trial trial =
        new Trial(
            spec,
            outcome.state(),
            before.epochs(),
            Optional.of(outcome),
            new TrialTimes(
                before.times().created(),
                before.times().started(),
                Optional.of(clock.instant()),
                duration),
            Optional.of(worker),
            before.losses());
    boolean finalist = spec.role() == TrialRole.FINALIST;
    Optional<Trial> withoutModel = finalist ? Optional.empty() : leaders.add(trial);
    List<Attachment> kept = new ArrayList<>(attachments);
    if (plan.keepModels() == 0
        || withoutModel.filter(t -> t.number() == trial.number()).isPresent()) {
      kept.removeIf(a -> a.name().equals(Attachment.MODEL));
    }
    kept.add(plan.definitionOf(spec.configuration()));
    storage.finish(lease, spec, outcome, duration, worker, kept);
    put(trial);
    dropModel(withoutModel, trial);
    if (!finalist) {
      failures.add(trial);
      finals.searched(trial);
      if (trial.completed().isPresent()) {
        tellReserve();
        lookForStandstill();
      }
    }
    listener.ended(trial, ledger);
  }

  /** The model of whom a trial displaced; the trial's own is never stored without a place. */
  private void dropModel(Optional<Trial> withoutModel, Trial newcomer) {
    withoutModel
        .filter(t -> t.number() != newcomer.number())
        .ifPresent(t -> storage.removeAttachment(study.id(), t.number(), Attachment.MODEL));
  }

  private Optional<StudyEnd.Reason> endReason() {
    if (interrupted) {
      return Optional.of(StudyEnd.Reason.INTERRUPTED);
    }
    Optional<StudyEnd.Reason> early = endsEarly();
    if (early.isPresent()) {
      return early;
    }
    if (!running.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(usedUp ? StudyEnd.Reason.SPACE_USED_UP : StudyEnd.Reason.MAX_TRIALS);
  }

  /** A reason to end while there is still something to try. */
  private Optional<StudyEnd.Reason> endsEarly() {
    if (tooManyFailures()) {
      return Optional.of(StudyEnd.Reason.TOO_MANY_FAILURES);
    }
    if (leaders.targetReached()) {
      return Optional.of(StudyEnd.Reason.TARGET_REACHED);
    }
    if (timeIsUp()) {
      return Optional.of(StudyEnd.Reason.MAX_DURATION);
    }
    return standsStill.map(words -> StudyEnd.Reason.STANDSTILL);
  }

  private void lookForStandstill() {
    if (standsStill.isEmpty()) {
      standsStill = standstill.flatMap(rule -> rule.judge(ledger, trialsLeft()));
    }
  }

  /** How many more trials the budget leaves; by time, at the pace so far. */
  private int trialsLeft() {
    double left = Integer.MAX_VALUE;
    if (plan.budget().maxTrials().isPresent()) {
      left = plan.budget().maxTrials().getAsInt() - ledger.size();
    }
    if (deadline().isPresent()) {
      double pace = (double) ledger.size() / Math.max(1, elapsed().toMillis());
      left = Math.min(left, pace * deadline().get().minus(elapsed()).toMillis());
    }
    return (int) Math.ceil(Math.max(0, left));
  }

  private boolean tooManyFailures() {
    return failures.count() >= plan.budget().maxConsecutiveFailures();
  }

  private boolean timeIsUp() {
    return deadline().map(end -> elapsed().compareTo(end) >= 0).orElse(false);
  }

  private Duration elapsed() {
    return study.elapsed().plusNanos(System.nanoTime() - begunNanos);
  }

  /** Stops running trials at their next epoch; their curves are kept. */
  private void stopRunning(String words) {
    running.values().forEach(trial -> trial.stopReason = Optional.of(words));
  }

  /** Waits for trials that are to stop, for a bounded time. */
  private void letEpochsEnd() throws InterruptedException {
    Duration grace =
        plan.budget()
            .maxDuration()
            .map(d -> d.dividedBy(20))
            .filter(d -> d.compareTo(MAX_GRACE) < 0)
            .orElse(MAX_GRACE);
    long deadline = System.nanoTime() + grace.toNanos();
    while (!running.isEmpty() && !interrupted) {
      long left = deadline - System.nanoTime();
      Event event = left > 0 ? inbox.poll(left, TimeUnit.NANOSECONDS) : null;
      if (event == null) {
        return;
      }
      event.run();
    }
  }
}
