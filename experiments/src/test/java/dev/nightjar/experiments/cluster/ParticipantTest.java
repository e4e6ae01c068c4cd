package dev.nightjar.experiments.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.InProcessExecutor;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.run.Tenure;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialFailedException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several participants work on one study; each is as a process of its own would be. */
@Timeout(120)
class ParticipantTest {

  /** Nobody is given up within a test; whoever is to take over looks each second. */
  private static final Pace PACE = new Pace(Duration.ofSeconds(12), Duration.ofMillis(5), 0);

  @TempDir private Path folder;
  private SharedStudies studies;
  private Study study;
  private final List<Working> all = new ArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AtomicInteger evaluations = new AtomicInteger();

  private final Objective square =
      (configuration, context) -> {
        evaluations.incrementAndGet();
        double loss = Math.pow(configuration.number("x") - 1, 2);
        context.report(new EpochReport(1, Map.of("loss", loss), 0.1));
        return Result.of("loss", loss);
      };

  @BeforeEach
  void open() {
    studies = new SharedStudies(SharedStudies.h2(folder));
    study = studies.create();
  }

  @AfterEach
  void close() throws InterruptedException {
    for (Working working : all) {
      working.participant.stop();
    }
    studies.close();
  }

  /** A participant at work. */
  private record Working(Participant participant, CompletableFuture<Optional<StudyEnd>> end) {}

  private Working participant(String name, Objective objective, StudyPlan plan) {
    return participant(name, objective, plan, Optional.empty());
  }

  private Working participant(
      String name, Objective objective, StudyPlan plan, Optional<StudyLease> lease) {
    SharedStudy shared = studies.shared(study);
    Claimer claimer =
        new Claimer(
            shared.claims(),
            new InProcessExecutor(objective, 1),
            name,
            PACE,
            line -> log.add(name + ": " + line));
    Leadership leadership =
        (now, held, executor) ->
            new StudyRunner(
                now,
                studies.storage(),
                held,
                new Tenure(PACE.studyLease(), false),
                plan,
                executor,
                StudyListener.SILENT,
                Clock.systemUTC());
    Participant participant =
        new Participant(
            shared, study, name, claimer, leadership, PACE, line -> log.add(name + ": " + line));
    CompletableFuture<Optional<StudyEnd>> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                end.complete(participant.work(lease));
              } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    Working working = new Working(participant, end);
    all.add(working);
    return working;
  }

  private static StudyPlan plan(int trials) {
    return StudyPlan.of(new RandomStrategy(), Budget.trials(trials));
  }

  private List<Trial> trials() {
    return studies.storage().trials(study.id());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) { // the test's timeout bounds it
      Thread.sleep(5);
    }
  }

  private boolean runs(String name) {
    return log.stream().anyMatch(line -> line.startsWith(name + ": runs the study"));
  }

  @Test
  void allEndWithTheStudy() throws Exception {
    List<Working> three =
        List.of(
            participant("one", square, plan(12)),
            participant("two", square, plan(12)),
            participant("three", square, plan(12)));
    for (Working working : three) {
      assertThat(working.end().get().orElseThrow().reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    }
    assertThat(trials()).hasSize(12).allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(evaluations).hasValue(12);
    assertThat(studies.shared(study).assignments().state().slots()).as("all left").isZero();
  }

  @Test
  void anotherOneGoesOnWhenWhoRunsTheStudyIsStopped() throws Exception {
    CountDownLatch some = new CountDownLatch(4);
    Objective counting =
        (configuration, context) -> {
          some.countDown();
          return square.evaluate(configuration, context);
        };
    Working first = participant("first", counting, plan(20));
    await(() -> runs("first"));
    Working second = participant("second", counting, plan(20));
    some.await();
    first.participant().stop();
    first.end().get();
    assertThat(second.end().get().orElseThrow().reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(trials()).hasSize(20).allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(trials()).extracting(Trial::losses).containsOnly(0);
  }

  @Test
  void whoLosesTheLeaseGoesOnAsAnyHostAndMayRunTheStudyAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Objective waiting =
        (configuration, context) -> {
          begun.countDown();
          goOn.await();
          return square.evaluate(configuration, context);
        };
    Working only = participant("only", waiting, plan(5));
    begun.await();
    StudyLease stolen = studies.lease(study, "thief");
    goOn.countDown();
    await(() -> log.stream().anyMatch(line -> line.contains("goes on running trials")));
    assertThat(only.end()).isNotDone();
    studies.storage().release(stolen);
    assertThat(only.end().get().orElseThrow().reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(trials()).hasSize(5).allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(evaluations).as("nothing was computed twice").hasValue(5);
  }

  @Test
  void failuresAreNotForgivenByWhoTakesOver() throws Exception {
    Objective broken =
        (configuration, context) -> {
          throw new TrialFailedException("no such file");
        };
    StudyPlan plan =
        StudyPlan.of(
            new RandomStrategy(),
            new Budget(OptionalInt.of(50), Optional.empty(), Optional.empty(), 4));
    Working one = participant("one", broken, plan);
    assertThat(one.end().get().orElseThrow().reason()).isEqualTo(StudyEnd.Reason.TOO_MANY_FAILURES);
    int failed = trials().size();
    Working two = participant("two", broken, plan);
    assertThat(two.end().get().orElseThrow().reason()).isEqualTo(StudyEnd.Reason.TOO_MANY_FAILURES);
    assertThat(trials()).hasSize(failed).hasSize(4);
  }

  @Test
  void aStudyThatWasBegunAnewIsNotTheOneWorkedOn() {
    studies.storage().rename(study.name(), "archived");
    studies.storage().create(study.definition());
    Working late = participant("late", square, plan(3));
    assertThatThrownBy(() -> late.end().get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("was begun anew");
    assertThat(trials()).isEmpty();
  }
}
