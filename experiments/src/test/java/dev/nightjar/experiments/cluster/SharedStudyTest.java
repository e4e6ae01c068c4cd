package dev.nightjar.experiments.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.InProcessExecutor;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.run.Tenure;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runner, its queue and hosts, which come and go. Hosts are threads here, lines can be cut. */
@Timeout(120)
class SharedStudyTest {

  /** Nobody is given up within a test. */
  private static final Pace CALM = new Pace(Duration.ofMinutes(5), Duration.ofMillis(5), 0);

  /** Whoever has this is given up soon, if the runner has it too. */
  private static final Pace HASTY = CALM.withLease(Duration.ofMillis(300));

  private static final Objective SQUARE =
      (configuration, context) -> {
        double loss = Math.pow(configuration.number("x") - 1, 2);
        context.report(new EpochReport(1, Map.of("loss", loss), 0.1));
        return Result.of("loss", loss);
      };

  @TempDir private Path folder;
  private SharedStudies studies;
  private Study study;
  private SharedStudy shared;
  private final List<Claimer> hosts = new ArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    studies = new SharedStudies(SharedStudies.h2(folder));
    study = studies.create();
    shared = studies.shared(study);
  }

  @AfterEach
  void close() throws InterruptedException {
    for (Claimer host : hosts) {
      host.close();
    }
    studies.close();
  }

  private Claimer host(String name, Claims claims, Objective objective, int slots, Pace pace) {
    Claimer claimer =
        new Claimer(
            claims,
            new InProcessExecutor(objective, slots),
            name,
            pace,
            line -> log.add(name + ": " + line));
    hosts.add(claimer);
    claimer.start();
    return claimer;
  }

  private Claimer host(String name, Objective objective, int slots) {
    return host(name, shared.claims(), objective, slots, CALM);
  }

  private StudyRunner runner(StudyLease lease, SharedExecutor executor, StudyPlan plan) {
    return new StudyRunner(
        studies.storage().find(study.name()).orElseThrow(),
        studies.storage(),
        lease,
        new Tenure(Duration.ofMinutes(1), false),
        plan,
        executor,
        StudyListener.SILENT,
        Clock.systemUTC());
  }

  private static StudyPlan plan(int trials) {
    return StudyPlan.of(new RandomStrategy(), Budget.trials(trials));
  }

  private StudyEnd run(StudyPlan plan, Pace pace) throws InterruptedException {
    StudyLease lease = studies.lease(study, "runner");
    try (SharedExecutor executor = new SharedExecutor(shared.assignments(), lease, pace)) {
      return runner(lease, executor, plan).run();
    }
  }

  private List<Trial> trials() {
    return studies.storage().trials(study.id());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) { // the test's timeout bounds it
      Thread.sleep(5);
    }
  }

  private static CompletableFuture<Throwable> inBackground(Callable work) {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.call();
                end.complete(new AssertionError("nothing was thrown"));
              } catch (Exception e) {
                end.complete(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return end;
  }

  private interface Callable {
    void call() throws Exception;
  }

  @Test
  void hostsShareAStudy() throws Exception {
    CountDownLatch four = new CountDownLatch(4);
    Objective together =
        (configuration, context) -> {
          four.countDown();
          four.await();
          return SQUARE.evaluate(configuration, context);
        };
    host("one", together, 2);
    host("two", together, 2);
    await(() -> shared.assignments().state().slots() == 4);
    assertThat(run(plan(20), CALM).reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(trials())
        .hasSize(20)
        .allMatch(t -> t.state() == TrialState.COMPLETED && t.epochs().size() == 1);
    assertThat(trials()).extracting(t -> t.spec().attempt()).containsOnly(1);
    assertThat(trials().stream().map(t -> t.worker().orElseThrow()).distinct())
        .as("four ran at once, two of each host")
        .hasSize(4);
    assertThat(shared.assignments().state().assignments()).isEmpty();
  }

  @Test
  void whatHasEndedLeavesTheQueueWhileTheStudyRuns() throws Exception {
    CountDownLatch removed = new CountDownLatch(1);
    Objective oneWaits =
        (configuration, context) -> {
          if (context.number() == 3) {
            removed.await();
          }
          return SQUARE.evaluate(configuration, context);
        };
    host("only", oneWaits, 1);
    CompletableFuture<Throwable> end = inBackground(() -> run(plan(4), CALM));
    await(() -> shared.assignments().state().assignments().stream().anyMatch(a -> a.number() == 3));
    await(() -> shared.assignments().state().assignments().size() == 1);
    removed.countDown();
    end.get();
    assertThat(trials()).hasSize(4).allMatch(t -> t.state() == TrialState.COMPLETED);
  }

  @Test
  void hostsThatJoinLaterAreUsedAtOnce() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    Objective meeting =
        (configuration, context) -> {
          three.countDown();
          three.await();
          return SQUARE.evaluate(configuration, context);
        };
    host("first", meeting, 1);
    CompletableFuture<Throwable> end = inBackground(() -> run(plan(6), CALM));
    await(() -> three.getCount() == 2);
    host("second", meeting, 2);
    three.await();
    end.get();
    assertThat(trials()).hasSize(6).allMatch(t -> t.state() == TrialState.COMPLETED);
  }

  @Test
  void theTrialOfAHostThatIsCutOffRunsElsewhereAndItsLateResultIsRefused() throws Exception {
    CountDownLatch computing = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    CutOffClaims line = new CutOffClaims(shared.claims());
    host(
        "silent",
        line,
        (configuration, context) -> {
          context.report(new EpochReport(1, Map.of("loss", -1.0), 0.1));
          computing.countDown();
          late.await();
          return Result.of("loss", -1);
        },
        1,
        HASTY);
    CompletableFuture<Throwable> end = inBackground(() -> run(plan(3), HASTY));
    computing.await();
    await(() -> trials().get(0).epochs().size() == 1);
    line.cut();
    host("other", SQUARE, 1);
    end.get();
    assertThat(trials())
        .hasSize(3)
        .allSatisfy(
            t -> {
              assertThat(t.worker().orElseThrow()).startsWith("other/");
              assertThat(t.completed().orElseThrow().values().get(0)).isNotNegative();
            });
    assertThat(trials()).extracting(t -> t.spec().attempt()).startsWith(2);
    assertThat(trials()).extracting(Trial::losses).containsExactly(1, 0, 0);

    late.countDown();
    line.mend();
    await(() -> log.stream().anyMatch(l -> l.endsWith("its late result is refused")));
    assertThat(log)
        .anySatisfy(l -> assertThat(l).startsWith("silent: trial 0, attempt 1:"))
        .anySatisfy(l -> assertThat(l).contains("storage cannot be reached"));
    assertThat(trials().get(0).epochs()).as("of the second attempt").hasSize(1);
    assertThat(trials().get(0).worker().orElseThrow()).startsWith("other/");
  }

  @Test
  void aHostThatIsCutOffForAShortTimeGoesOnComputingAndLosesNothing() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch cut = new CountDownLatch(1);
    AtomicInteger evaluations = new AtomicInteger();
    CutOffClaims line = new CutOffClaims(shared.claims());
    host(
        "host",
        line,
        (configuration, context) -> {
          evaluations.incrementAndGet();
          context.report(new EpochReport(1, Map.of("loss", 3.0), 0.1));
          first.countDown();
          cut.await();
          context.report(new EpochReport(2, Map.of("loss", 2.0), 0.1));
          context.report(new EpochReport(3, Map.of("loss", 1.0), 0.1));
          return new Result(Map.of("loss", 1.0), OptionalInt.of(3), List.of());
        },
        1,
        CALM);
    CompletableFuture<Throwable> end = inBackground(() -> run(plan(1), CALM));
    first.await();
    line.cut();
    cut.countDown();
    await(() -> log.stream().anyMatch(l -> l.contains("storage cannot be reached")));
    line.mend();
    end.get();
    assertThat(trials()).hasSize(1);
    assertThat(trials().get(0).epochs()).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
    assertThat(trials().get(0).completed().orElseThrow().bestEpoch()).hasValue(3);
    assertThat(evaluations).hasValue(1);
  }

  @Test
  void aHostThatIsToldToStopGivesItsTrialBackWithoutALoss() throws Exception {
    CountDownLatch computing = new CountDownLatch(1);
    Claimer leaving =
        host(
            "leaving",
            (configuration, context) -> {
              context.report(new EpochReport(1, Map.of("loss", 9.0), 0.1));
              context.report(new EpochReport(2, Map.of("loss", 8.0), 0.1));
              computing.countDown();
              Thread.sleep(TimeUnit.MINUTES.toMillis(10));
              return Result.of("loss", 0);
            },
            1);
    CompletableFuture<Throwable> end = inBackground(() -> run(plan(2), CALM));
    computing.await();
    leaving.close();
    host("other", SQUARE, 1);
    end.get();
    assertThat(trials()).hasSize(2).allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(trials()).extracting(Trial::losses).containsOnly(0);
    assertThat(trials().get(0).epochs()).as("of the second attempt").hasSize(1);
    assertThat(trials().get(0).spec().attempt()).isEqualTo(2);
  }

  /** An objective that reports two epochs, waits to be let go on, and reports a third. */
  private static final class Waiting implements Objective {
    final CountDownLatch twoEpochs = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final List<Configuration> evaluated = new CopyOnWriteArrayList<>();

    @Override
    public Result evaluate(Configuration configuration, TrialContext context)
        throws InterruptedException {
      evaluated.add(configuration);
      context.report(new EpochReport(1, Map.of("loss", 3.0), 0.1));
      context.report(new EpochReport(2, Map.of("loss", 2.0), 0.1));
      twoEpochs.countDown();
      goOn.await();
      context.report(new EpochReport(3, Map.of("loss", 1.0), 0.1));
      return Result.of("loss", 1);
    }
  }

  private void assertComputedOnce(Waiting objective, int trials) {
    assertThat(objective.evaluated).hasSize(trials).doesNotHaveDuplicates();
    assertThat(trials())
        .hasSize(trials)
        .allSatisfy(
            t -> {
              assertThat(t.state()).isEqualTo(TrialState.COMPLETED);
              assertThat(t.epochs()).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
              assertThat(t.spec().attempt()).isEqualTo(1);
              assertThat(t.losses()).isZero();
            });
  }

  @Test
  void whoTakesTheStudyOverGoesOnWithWhatRuns() throws Exception {
    Waiting objective = new Waiting();
    host("host", objective, 1);
    CompletableFuture<Throwable> lost = inBackground(() -> run(plan(3), CALM));
    objective.twoEpochs.await();
    await(() -> trials().get(0).epochs().size() == 2);
    StudyLease lease = studies.lease(study, "successor");
    objective.goOn.countDown(); // What it says next is refused to the old runner, which ends.
    assertThat(lost.get()).isInstanceOf(StorageException.class);
    try (SharedExecutor executor = new SharedExecutor(shared.assignments(), lease, CALM)) {
      runner(lease, executor, plan(3)).run();
    }
    assertComputedOnce(objective, 3);
  }

  @Test
  void whatRunsElsewhereGoesOnWhenTheRunnerIsInterrupted() throws Exception {
    Waiting objective = new Waiting();
    host("host", objective, 1);
    StudyLease lease = studies.lease(study, "runner");
    CompletableFuture<StudyEnd> end = new CompletableFuture<>();
    try (SharedExecutor executor = new SharedExecutor(shared.assignments(), lease, CALM)) {
      StudyRunner runner = runner(lease, executor, plan(3));
      Thread thread = new Thread(() -> completeWith(end, runner));
      thread.start();
      objective.twoEpochs.await();
      runner.interrupt();
      assertThat(end.get().reason()).isEqualTo(StudyEnd.Reason.INTERRUPTED);
    }
    studies.storage().release(lease);
    assertThat(trials()).hasSize(1).allMatch(t -> t.state() == TrialState.RUNNING);
    objective.goOn.countDown();
    run(plan(3), CALM);
    assertComputedOnce(objective, 3);
  }

  private static void completeWith(CompletableFuture<StudyEnd> end, StudyRunner runner) {
    try {
      end.complete(runner.run());
    } catch (InterruptedException e) {
      end.completeExceptionally(e);
    }
  }

  @Test
  void whatWasDecidedBeforeIsKeptByWhoTakesOver() throws Exception {
    StudyLease first = studies.lease(study, "runner");
    TrialSpec spec = firstTrial();
    studies.storage().start(first, spec);
    shared.assignments().put(first, spec);
    Host host = new Host("id", "host", 1);
    Claim claim = shared.claims().claim(host, "token", CALM.lease()).orElseThrow();
    shared.claims().begin(claim, "host/worker", CALM.lease());
    shared.claims().report(claim, new EpochReport(1, Map.of("loss", 1.0), 1), CALM.lease());
    shared.assignments().judge(first, spec, 1, new Decision.Stop("worse than others"));
    shared.claims().end(claim, new Evaluation.Finished(Result.of("loss", 1), List.of()));
    run(plan(1), CALM);
    assertThat(trials()).hasSize(1);
    assertThat(trials().get(0).outcome()).contains(new Outcome.Pruned("worse than others"));
    assertThat(trials().get(0).epochs()).hasSize(1);
  }

  private static TrialSpec firstTrial() {
    return new TrialSpec(0, 1, TrialRole.SEARCH, "random", new Configuration(Map.of("x", 0.5)), 1);
  }

  @Test
  void aTrialThatWasStoredAndNotYetRemovedFromTheQueueDoesNotRunAgain() throws Exception {
    StudyLease first = studies.lease(study, "runner");
    TrialSpec spec = firstTrial();
    studies.storage().start(first, spec);
    shared.assignments().put(first, spec);
    Claim claim =
        shared.claims().claim(new Host("id", "host", 1), "token", CALM.lease()).orElseThrow();
    shared.claims().end(claim, new Evaluation.Finished(Result.of("loss", 1), List.of()));
    studies
        .storage()
        .finish(
            first,
            spec,
            new Outcome.Completed(List.of(1.0), Map.of("loss", 1.0), OptionalInt.empty()),
            Duration.ofSeconds(1),
            "host",
            List.of());
    AtomicInteger evaluations = new AtomicInteger();
    host(
        "host",
        (configuration, context) -> {
          evaluations.incrementAndGet();
          return SQUARE.evaluate(configuration, context);
        },
        1);
    run(plan(3), CALM);
    assertThat(trials()).hasSize(3).allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(trials()).extracting(t -> t.spec().attempt()).containsOnly(1);
    assertThat(evaluations).hasValue(2);
    assertThat(shared.assignments().state().assignments()).isEmpty();
  }

  @Test
  void aPrunedTrialStopsWithALaterEpochAndSendsNoModel() throws Exception {
    CutOffClaims line = new CutOffClaims(shared.claims());
    Pruner second =
        (trial, history) ->
            trial.epochs().size() >= 2 ? new Decision.Stop("enough") : Decision.CONTINUE;
    host(
        "host",
        line,
        (configuration, context) -> {
          int epoch = 1;
          while (!(context.report(new EpochReport(epoch, Map.of("loss", 1.0), 0.1))
              instanceof Decision.Stop)) {
            epoch++;
            Thread.sleep(1);
          }
          return new Result(
              Map.of("loss", 1.0),
              OptionalInt.of(epoch),
              List.of(new Attachment(Attachment.MODEL, "application/zip", new byte[100])));
        },
        1,
        CALM);
    run(
        new StudyPlan(new RandomStrategy(), second, Budget.trials(2), 3, Configuration::toString),
        CALM);
    assertThat(trials())
        .hasSize(2)
        .allMatch(t -> t.outcome().equals(Optional.of(new Outcome.Pruned("enough"))))
        .allMatch(t -> t.epochs().size() >= 2);
    assertThat(line.ends)
        .hasSize(2)
        .allSatisfy(e -> assertThat(((Evaluation.Finished) e).result().attachments()).isEmpty());
  }

  @Test
  void aTrialWaitsForTheDecisionAsLongAsThePaceHasPatience() throws Exception {
    Pruner second =
        (trial, history) ->
            trial.epochs().size() >= 2 ? new Decision.Stop("enough") : Decision.CONTINUE;
    Pace patient = new Pace(CALM.lease(), CALM.poll(), Double.MAX_VALUE);
    host(
        "host",
        shared.claims(),
        (configuration, context) -> {
          int epoch = 1;
          while (!(context.report(new EpochReport(epoch, Map.of("loss", 1.0), 0.1))
              instanceof Decision.Stop)) {
            epoch++;
          }
          return Result.of("loss", epoch);
        },
        2,
        patient);
    run(
        new StudyPlan(new RandomStrategy(), second, Budget.trials(6), 3, Configuration::toString),
        patient);
    assertThat(trials()).hasSize(6).allMatch(t -> t.epochs().size() == 2);
  }

  @Test
  void whoeverLostTheLeaseCannotStopATrial() {
    StudyLease old = studies.lease(study, "runner");
    TrialSpec spec = firstTrial();
    studies.storage().start(old, spec);
    shared.assignments().put(old, spec);
    studies.lease(study, "successor");
    assertThatThrownBy(() -> shared.assignments().judge(old, spec, 1, new Decision.Stop("stale")))
        .isInstanceOf(StorageException.class);
    assertThat(shared.assignments().state().assignments().get(0).decision())
        .isEqualTo(Decision.CONTINUE);
  }
}
