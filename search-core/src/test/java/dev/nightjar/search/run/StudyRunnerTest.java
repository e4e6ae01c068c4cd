package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.pruning.AshaPruner;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudyRunnerTest {

  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.linear("x", -1, 3));
  private static final Criterion LOSS = Criterion.minimize("loss");
  private static final Strategy UNIFORM =
      (history, random) -> Optional.of(new Suggestion(history.space().sample(random), "uniform"));
  private static final Objective SQUARE =
      (configuration, context) -> Result.of("loss", Math.pow(configuration.number("x") - 1, 2));

  private final Storage storage = new InMemoryStorage(Clock.systemUTC());

  @AfterEach
  void close() {
    storage.close();
  }

  private Study study(SearchSpace space, Criterion criterion) {
    return storage.create(StudyDefinition.inCode("study", space, List.of(criterion), 7));
  }

  private StudyLease lease(Study study) {
    return storage.acquire(
        study.id(), "test", Duration.ofMinutes(1), holder -> HolderCheck.State.DEAD);
  }

  private StudyEnd run(Study study, StudyPlan plan, Objective objective, int slots)
      throws InterruptedException {
    try (InProcessExecutor executor = new InProcessExecutor(objective, slots)) {
      return new StudyRunner(
              study, storage, lease(study), plan, executor, StudyListener.SILENT, Clock.systemUTC())
          .run();
    }
  }

  @Test
  void runsTheBudgetAndFindsTheBest() throws InterruptedException {
    Study study = study(LINE, LOSS);
    StudyEnd end = run(study, StudyPlan.of(UNIFORM, Budget.trials(20)), SQUARE, 1);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials).hasSize(20).allMatch(t -> t.state() == TrialState.COMPLETED);
    double best =
        trials.stream().mapToDouble(t -> t.completed().get().values().get(0)).min().orElseThrow();
    assertThat(end.best().orElseThrow().completed().orElseThrow().values()).containsExactly(best);
  }

  @Test
  void maximisesWhenAsked() throws InterruptedException {
    Study study = study(LINE, Criterion.maximize("loss"));
    StudyEnd end = run(study, StudyPlan.of(UNIFORM, Budget.trials(20)), SQUARE, 1);
    double worst =
        storage.trials(study.id()).stream()
            .mapToDouble(t -> t.completed().get().values().get(0))
            .max()
            .orElseThrow();
    assertThat(end.best().orElseThrow().completed().orElseThrow().values()).containsExactly(worst);
  }

  @Test
  void aStudyResumedInPiecesEqualsOneRunInOnePiece() throws InterruptedException {
    Study whole = study(LINE, LOSS);
    run(whole, StudyPlan.of(UNIFORM, Budget.trials(12)), SQUARE, 1);
    List<Configuration> expected =
        storage.trials(whole.id()).stream().map(Trial::configuration).toList();
    storage.rename("study", "whole");
    Study pieces = study(LINE, LOSS);
    for (int n : new int[] {1, 5, 6, 12}) {
      run(pieces, StudyPlan.of(UNIFORM, Budget.trials(n)), SQUARE, 1);
      assertThat(storage.trials(pieces.id())).hasSize(n);
    }
    assertThat(storage.trials(pieces.id()).stream().map(Trial::configuration))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void aFailedTrialIsRecordedWithItsCauseAndTheSearchGoesOn() throws InterruptedException {
    Study study = study(LINE, LOSS);
    Objective failing =
        (configuration, context) -> {
          if (configuration.number("x") > 1) {
            throw new TrialFailedException("diverged at epoch 3");
          }
          return SQUARE.evaluate(configuration, context);
        };
    run(study, StudyPlan.of(UNIFORM, Budget.trials(20)), failing, 2);
    List<Trial> failed =
        storage.trials(study.id()).stream().filter(t -> t.state() == TrialState.FAILED).toList();
    assertThat(failed).isNotEmpty().hasSizeLessThan(20);
    assertThat(failed)
        .allMatch(t -> t.outcome().equals(Optional.of(new Outcome.Failed("diverged at epoch 3"))));
    assertThat(storage.attachment(study.id(), failed.get(0).number(), Attachment.LOG))
        .hasValueSatisfying(log -> assertThat(log.asText()).contains("TrialFailedException"));
  }

  @Test
  void aValueThatIsMissingOrNotANumberFailsTheTrial() throws InterruptedException {
    Study study = study(LINE, LOSS);
    Objective wrong =
        (configuration, context) ->
            configuration.number("x") > 1 ? Result.of("loss", Double.NaN) : Result.of("other", 1.0);
    StudyPlan plan =
        StudyPlan.of(
            UNIFORM, new Budget(OptionalInt.of(10), Optional.empty(), Optional.empty(), 100));
    StudyEnd end = run(study, plan, wrong, 1);
    assertThat(end.best()).isEmpty();
    assertThat(storage.trials(study.id()))
        .extracting(t -> ((Outcome.Failed) t.outcome().get()).cause())
        .contains("loss is NaN", "no value for loss; it reported [other]")
        .doesNotContainNull();
  }

  @Test
  void stopsAfterTooManyFailuresInARowAndMayBeContinued() throws InterruptedException {
    Study study = study(LINE, LOSS);
    Objective broken =
        (configuration, context) -> {
          throw new IllegalStateException("no such file");
        };
    StudyPlan plan =
        StudyPlan.of(
            UNIFORM, new Budget(OptionalInt.of(50), Optional.empty(), Optional.empty(), 4));
    assertThat(run(study, plan, broken, 1).reason()).isEqualTo(StudyEnd.Reason.TOO_MANY_FAILURES);
    assertThat(storage.trials(study.id())).hasSize(4);
    assertThat(run(study, plan, SQUARE, 1).reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(storage.trials(study.id())).hasSize(50);
  }

  @Test
  void endsWhenTheTargetIsReached() throws InterruptedException {
    Study study = study(LINE, new Criterion("loss", Goal.MINIMIZE, OptionalDouble.of(0.05)));
    StudyEnd end = run(study, StudyPlan.of(UNIFORM, Budget.trials(1000)), SQUARE, 1);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.TARGET_REACHED);
    assertThat(end.best().orElseThrow().completed().orElseThrow().values().get(0))
        .isLessThanOrEqualTo(0.05);
    assertThat(storage.trials(study.id())).hasSizeLessThan(1000);
  }

  @Test
  void endsWhenTheSpaceIsUsedUp() throws InterruptedException {
    SearchSpace three = SearchSpace.of(CategoricalParameter.of("c", "a", "b", "c"));
    Study study = study(three, LOSS);
    Strategy inOrder =
        (history, random) ->
            three.enumerate().stream()
                .filter(c -> !history.tried(c))
                .findFirst()
                .map(c -> new Suggestion(c, "in order"));
    StudyEnd end =
        run(
            study,
            StudyPlan.of(inOrder, Budget.trials(10)),
            (configuration, context) -> Result.of("loss", 1.0),
            2);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.SPACE_USED_UP);
    assertThat(storage.trials(study.id())).hasSize(3);
  }

  @Test
  void prunesByThePrunersWordAndKeepsItsReasonAndTheCurve() throws InterruptedException {
    Study study = study(LINE, LOSS);
    Objective tenEpochs =
        (configuration, context) -> {
          for (int epoch = 1; epoch <= 10; epoch++) {
            EpochReport report =
                new EpochReport(epoch, Map.of("loss", configuration.number("x")), 0.1);
            if (context.report(report) instanceof Decision.Stop) {
              break;
            }
          }
          return Result.of("loss", configuration.number("x"));
        };
    Pruner pruner =
        (trial, history) ->
            trial.configuration().number("x") > 1 && trial.epochs().size() == 3
                ? new Decision.Stop("too large at epoch 3")
                : Decision.CONTINUE;
    StudyPlan plan = new StudyPlan(UNIFORM, pruner, Budget.trials(16), 3, Configuration::toString);
    run(study, plan, tenEpochs, 2);
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials).anyMatch(t -> t.state() == TrialState.PRUNED);
    for (Trial trial : trials) {
      boolean large = trial.configuration().number("x") > 1;
      assertThat(trial.epochs()).hasSize(large ? 3 : 10);
      assertThat(trial.state()).isEqualTo(large ? TrialState.PRUNED : TrialState.COMPLETED);
      if (large) {
        assertThat(trial.outcome()).contains(new Outcome.Pruned("too large at epoch 3"));
      }
    }
  }

  /** Falls from epoch to epoch towards the square of the distance from 1. */
  private static final Objective NINE_EPOCHS =
      (configuration, context) -> {
        double end = Math.pow(configuration.number("x") - 1, 2);
        double loss = Double.POSITIVE_INFINITY;
        for (int epoch = 1; epoch <= 9; epoch++) {
          loss = end + 1.0 / epoch;
          EpochReport report = new EpochReport(epoch, Map.of("loss", loss), 0.1);
          if (context.report(report) instanceof Decision.Stop) {
            break;
          }
        }
        return Result.of("loss", loss);
      };

  private List<Trial> halved(Strategy strategy, int... upTo) throws InterruptedException {
    Study study = study(LINE, LOSS);
    for (int trials : upTo) {
      run(
          study,
          new StudyPlan(
              strategy, new AshaPruner(1, 3), Budget.trials(trials), 3, Configuration::toString),
          NINE_EPOCHS,
          1);
    }
    List<Trial> trials = storage.trials(study.id());
    storage.rename("study", "in-" + upTo.length + "-pieces");
    return trials;
  }

  @Test
  void successiveHalvingStoresAtWhichRungAndWhyATrialWasPruned() throws InterruptedException {
    List<Trial> trials = halved(UNIFORM, 40);
    List<Trial> pruned = trials.stream().filter(t -> t.state() == TrialState.PRUNED).toList();
    assertThat(pruned).hasSizeBetween(20, 37);
    for (Trial trial : pruned) {
      assertThat(trial.epochs().size()).isIn(1, 3, 9);
      assertThat(((Outcome.Pruned) trial.outcome().get()).reason())
          .matches(
              "at epoch "
                  + trial.epochs().size()
                  + " its best loss [0-9.]+ is place \\d+ of \\d+; the best \\d+ go on");
    }
    Trial nearest =
        trials.stream()
            .min(Comparator.comparingDouble(t -> Math.abs(t.configuration().number("x") - 1)))
            .orElseThrow();
    assertThat(nearest.state()).isEqualTo(TrialState.COMPLETED);
  }

  /** After its ten trials at random, most of them pruned, tpe searches where others were kept. */
  @Test
  void strategiesLearnFromPrunedTrialsAndAResumedStudyGoesOnAlike() throws InterruptedException {
    List<Trial> whole = halved(new TpeStrategy(), 40);
    List<Trial> later = whole.subList(10, 40);
    assertThat(later).allMatch(t -> t.spec().origin().startsWith("tpe"));
    assertThat(later.stream().filter(t -> Math.abs(t.configuration().number("x") - 1) < 0.5))
        .as("of 30, where 7 or 8 would be by chance")
        .hasSizeGreaterThan(15);
    List<Trial> pieces = halved(new TpeStrategy(), 3, 17, 40);
    assertThat(pieces.stream().map(Trial::outcome))
        .containsExactlyElementsOf(whole.stream().map(Trial::outcome).toList());
  }

  @Test
  void keepsTheModelsOfTheBestTrialsOnly() throws InterruptedException {
    Study study = study(LINE, LOSS);
    Objective withModel =
        (configuration, context) ->
            new Result(
                SQUARE.evaluate(configuration, context).metrics(),
                OptionalInt.empty(),
                List.of(new Attachment(Attachment.MODEL, "application/octet-stream", new byte[8])));
    StudyPlan plan =
        new StudyPlan(UNIFORM, Pruner.NONE, Budget.trials(15), 4, c -> "x: " + c.number("x"));
    run(study, plan, withModel, 1);
    List<Integer> bestFour =
        storage.trials(study.id()).stream()
            .sorted(
                java.util.Comparator.comparingDouble(
                    t -> t.completed().orElseThrow().values().get(0)))
            .limit(4)
            .map(Trial::number)
            .toList();
    for (Trial trial : storage.trials(study.id())) {
      assertThat(storage.attachment(study.id(), trial.number(), Attachment.MODEL).isPresent())
          .isEqualTo(bestFour.contains(trial.number()));
      assertThat(
              storage
                  .attachment(study.id(), trial.number(), Attachment.DEFINITION)
                  .orElseThrow()
                  .asText())
          .isEqualTo("x: " + trial.configuration().number("x"));
    }
  }

  @Test
  void anInterruptPutsRunningTrialsBackAndAResumeRunsThemWithTheSameSeed()
      throws InterruptedException {
    Study study = study(LINE, LOSS);
    CountDownLatch firstRunning = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Objective hanging =
        (configuration, context) -> {
          firstRunning.countDown();
          never.await();
          return Result.of("loss", 0.0);
        };
    AtomicReference<StudyEnd> end = new AtomicReference<>();
    try (InProcessExecutor executor = new InProcessExecutor(hanging, 1)) {
      StudyRunner runner =
          new StudyRunner(
              study,
              storage,
              lease(study),
              StudyPlan.of(UNIFORM, Budget.trials(3)),
              executor,
              StudyListener.SILENT,
              Clock.systemUTC());
      Thread thread =
          new Thread(
              () -> {
                try {
                  end.set(runner.run());
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      firstRunning.await();
      runner.interrupt();
      thread.join();
    }
    assertThat(end.get().reason()).isEqualTo(StudyEnd.Reason.INTERRUPTED);
    TrialSpec interrupted = storage.trials(study.id()).get(0).spec();
    assertThat(storage.trials(study.id()).get(0).state()).isEqualTo(TrialState.WAITING);

    run(study, StudyPlan.of(UNIFORM, Budget.trials(3)), SQUARE, 1);
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials).hasSize(3).allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(trials.get(0).spec())
        .isEqualTo(
            new TrialSpec(
                0,
                interrupted.attempt() + 1,
                TrialRole.SEARCH,
                interrupted.origin(),
                interrupted.configuration(),
                interrupted.seed()));
  }

  /** A trial of which a controller was lost so often, each time after a worker had begun it. */
  private void lose(StudyLease lease, int number, int losses) {
    TrialSpec spec =
        new TrialSpec(
            number, 1, TrialRole.SEARCH, "uniform", new Configuration(Map.of("x", 0.5)), number);
    for (int i = 0; i < losses; i++) {
      storage.start(lease, spec);
      storage.began(lease, spec, "worker");
      storage.report(lease, spec, new EpochReport(1, Map.of("loss", 0.3), 0.1), "worker");
      spec = spec.nextAttempt();
    }
  }

  @Test
  void aTrialThatIsLostAgainAndAgainIsGivenUp() throws InterruptedException {
    Study study = study(LINE, LOSS);
    StudyLease lease = lease(study);
    lose(lease, 0, Suspicion.GUILTY_AFTER);
    List<Trial> told = new ArrayList<>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void ended(Trial trial, History history) {
            told.add(trial);
          }
        };
    try (InProcessExecutor executor = new InProcessExecutor(SQUARE, 1)) {
      new StudyRunner(
              study,
              storage,
              lease,
              StudyPlan.of(UNIFORM, Budget.trials(2)),
              executor,
              listener,
              Clock.systemUTC())
          .run();
    }
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials).hasSize(2);
    assertThat(told.get(0).epochs()).isEqualTo(trials.get(0).epochs()).isEmpty();
    assertThat(told.get(0).losses())
        .isEqualTo(trials.get(0).losses())
        .isEqualTo(Suspicion.GUILTY_AFTER);
    assertThat(trials.get(0).outcome().orElseThrow())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.cause()).startsWith("given up"));
    assertThat(trials.get(1).state()).isEqualTo(TrialState.COMPLETED);
  }

  @Test
  void aTrialThatNoWorkerHadBegunIsNeverSuspect() throws InterruptedException {
    Study study = study(LINE, LOSS);
    StudyLease lease = lease(study);
    TrialSpec spec =
        new TrialSpec(0, 1, TrialRole.SEARCH, "uniform", new Configuration(Map.of("x", 0.5)), 1);
    for (int i = 0; i < 50; i++) {
      storage.start(lease, spec);
      spec = spec.nextAttempt();
    }
    run(study, StudyPlan.of(UNIFORM, Budget.trials(3)), SQUARE, 1);
    assertThat(storage.trials(study.id()))
        .hasSize(3)
        .allMatch(t -> t.state() == TrialState.COMPLETED && t.losses() == 0);
  }

  @Test
  void aTrialThatWasLostTwiceRunsLastAndAloneAndOneLostOnceRunsFirst() throws InterruptedException {
    Study study = study(LINE, LOSS);
    StudyLease lease = lease(study);
    lose(lease, 0, 2);
    lose(lease, 1, 3);
    lose(lease, 2, 1);
    List<Integer> started = new ArrayList<>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void started(Trial trial, History history) {
            started.add(trial.number());
          }
        };
    AtomicInteger now = new AtomicInteger();
    Map<Integer, Integer> beside = new ConcurrentHashMap<>();
    Objective watching =
        (configuration, context) -> {
          beside.put(context.number(), now.getAndIncrement());
          Result result = SQUARE.evaluate(configuration, context);
          now.decrementAndGet();
          return result;
        };
    StudyPlan plan = StudyPlan.of(UNIFORM, Budget.trials(10));
    try (InProcessExecutor executor = new InProcessExecutor(watching, 3)) {
      new StudyRunner(study, storage, lease(study), plan, executor, listener, Clock.systemUTC())
          .run();
    }
    assertThat(storage.trials(study.id()))
        .hasSize(10)
        .allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(started).startsWith(2).endsWith(0, 1).hasSize(10);
    assertThat(beside).containsEntry(0, 0).containsEntry(1, 0);
    assertThat(storage.trials(study.id())).extracting(Trial::losses).startsWith(2, 3, 1, 0);
  }

  /** Loses the first attempts of a trial after an epoch; the others it computes at once. */
  private static final class LosingExecutor implements TrialExecutor {
    private final int number;
    private final AtomicInteger lossesLeft;
    private final List<String> submitted = new ArrayList<>();

    LosingExecutor(int number, int losses) {
      this.number = number;
      this.lossesLeft = new AtomicInteger(losses);
    }

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public void submit(TrialSpec spec, TrialEvents events) {
      submitted.add(spec.number() + "." + spec.attempt());
      CompletableFuture.runAsync(
          () -> {
            events.began(spec, "host");
            double loss = Math.pow(spec.configuration().number("x") - 1, 2);
            events.epoch(spec, new EpochReport(1, Map.of("loss", loss), 0.1), "host");
            if (spec.number() == number && lossesLeft.getAndDecrement() > 0) {
              events.lost(spec, "its host fell silent", "host");
            } else {
              events.ended(
                  spec, new Evaluation.Finished(Result.of("loss", loss), List.of()), "host");
            }
          });
    }

    @Override
    public void close() {}
  }

  private List<String> losing(LosingExecutor executor, Study study, Pruner pruner)
      throws InterruptedException {
    List<String> causes = new ArrayList<>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void lost(Trial trial, String cause, History history) {
            causes.add(trial.number() + "." + trial.spec().attempt() + ": " + cause);
          }
        };
    StudyPlan plan = new StudyPlan(UNIFORM, pruner, Budget.trials(6), 3, Configuration::toString);
    new StudyRunner(study, storage, lease(study), plan, executor, listener, Clock.systemUTC())
        .run();
    return causes;
  }

  @Test
  void aTrialThatIsLostWithItsHostRunsAgain() throws InterruptedException {
    Study study = study(LINE, LOSS);
    LosingExecutor executor = new LosingExecutor(1, 1);
    assertThat(losing(executor, study, Pruner.NONE)).containsExactly("1.1: its host fell silent");
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials).hasSize(6).allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(trials.get(1).losses()).isEqualTo(1);
    assertThat(trials.get(1).epochs()).hasSize(1);
    assertThat(executor.submitted).hasSize(7).contains("1.1", "1.2").doesNotHaveDuplicates();
  }

  @Test
  void aTrialThatIsLostWithEveryHostIsSetAsideAndGivenUpInTheEnd() throws InterruptedException {
    Study study = study(LINE, LOSS);
    LosingExecutor executor = new LosingExecutor(1, Integer.MAX_VALUE);
    assertThat(losing(executor, study, Pruner.NONE)).hasSize(Suspicion.GUILTY_AFTER);
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials).hasSize(6);
    assertThat(trials.get(1).outcome().orElseThrow())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.cause()).startsWith("given up"));
    // The last attempts come after all other trials have begun.
    assertThat(executor.submitted.subList(executor.submitted.size() - 3, executor.submitted.size()))
        .allMatch(attempt -> attempt.startsWith("1."));
    assertThat(trials.stream().filter(t -> t.state() == TrialState.COMPLETED)).hasSize(5);
  }

  @Test
  void aTrialThatWasToStopAndIsLostIsPruned() throws InterruptedException {
    Study study = study(LINE, LOSS);
    LosingExecutor executor = new LosingExecutor(1, Integer.MAX_VALUE);
    Pruner second =
        (trial, history) ->
            trial.number() == 1 ? new Decision.Stop("the second") : Decision.CONTINUE;
    assertThat(losing(executor, study, second)).isEmpty();
    Trial trial = storage.trials(study.id()).get(1);
    assertThat(trial.outcome()).contains(new Outcome.Pruned("the second"));
    assertThat(trial.epochs()).hasSize(1);
    assertThat(executor.submitted).hasSize(6);
  }

  /**
   * Where trials outlive their runner: each waits after its first epoch until it is let go on; then
   * whoever is told of it hears of a second one and the end.
   */
  private static final class OutlivingExecutor implements TrialExecutor {
    private final CountDownLatch oneEpoch = new CountDownLatch(1);
    private final List<String> submitted = new ArrayList<>();
    private final List<String> adopted = new ArrayList<>();
    private boolean giveBack;
    private Decision decided = Decision.CONTINUE;

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public void submit(TrialSpec spec, TrialEvents events) {
      submitted.add(spec.number() + "." + spec.attempt());
      CompletableFuture.runAsync(
          () -> {
            events.began(spec, "host");
            events.epoch(spec, new EpochReport(1, Map.of("loss", 2.0), 0.1), "host");
            oneEpoch.countDown();
            if (submitted.size() > 1) {
              goOn(spec, events);
            } else if (giveBack) {
              events.returned(spec, "host");
            }
          });
    }

    private static void goOn(TrialSpec spec, TrialEvents events) {
      events.epoch(spec, new EpochReport(2, Map.of("loss", 1.0), 0.1), "host");
      events.ended(spec, new Evaluation.Finished(Result.of("loss", 1), List.of()), "host");
    }

    @Override
    public Optional<Decision> adopt(TrialSpec spec, int lastEpoch, TrialEvents events) {
      adopted.add(spec.number() + "." + spec.attempt() + " after epoch " + lastEpoch);
      CompletableFuture.runAsync(() -> goOn(spec, events));
      return Optional.of(decided);
    }

    @Override
    public boolean leave(TrialSpec spec) {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Runs until the first trial has reported an epoch; the trial goes on. */
  private void interruptInTheFirstTrial(Study study, OutlivingExecutor executor)
      throws InterruptedException {
    StudyLease lease = lease(study);
    StudyPlan plan = StudyPlan.of(UNIFORM, Budget.trials(2));
    StudyRunner runner =
        new StudyRunner(
            study, storage, lease, plan, executor, StudyListener.SILENT, Clock.systemUTC());
    CompletableFuture<Void> interrupt =
        CompletableFuture.runAsync(
            () -> {
              try {
                executor.oneEpoch.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              runner.interrupt();
            });
    assertThat(runner.run().reason()).isEqualTo(StudyEnd.Reason.INTERRUPTED);
    interrupt.join();
    storage.release(lease);
  }

  private void goOn(Study study, OutlivingExecutor executor) throws InterruptedException {
    StudyPlan plan = StudyPlan.of(UNIFORM, Budget.trials(2));
    new StudyRunner(
            study, storage, lease(study), plan, executor, StudyListener.SILENT, Clock.systemUTC())
        .run();
  }

  @Test
  void aTrialThatOutlivesItsRunnerIsTakenOverByTheNext() throws InterruptedException {
    Study study = study(LINE, LOSS);
    OutlivingExecutor executor = new OutlivingExecutor();
    interruptInTheFirstTrial(study, executor);
    assertThat(storage.trials(study.id()))
        .singleElement()
        .matches(t -> t.state() == TrialState.RUNNING && t.epochs().size() == 1);
    goOn(study, executor);
    assertThat(executor.adopted).containsExactly("0.1 after epoch 1");
    assertThat(executor.submitted).containsExactly("0.1", "1.1");
    assertThat(storage.trials(study.id()))
        .hasSize(2)
        .allMatch(t -> t.state() == TrialState.COMPLETED)
        .allMatch(t -> t.epochs().size() == 2 && t.losses() == 0);
  }

  @Test
  void whatWasDecidedAboutATrialHoldsWhenItIsTakenOver() throws InterruptedException {
    Study study = study(LINE, LOSS);
    OutlivingExecutor executor = new OutlivingExecutor();
    interruptInTheFirstTrial(study, executor);
    executor.decided = new Decision.Stop("worse than others");
    goOn(study, executor);
    assertThat(storage.trials(study.id()))
        .extracting(t -> t.outcome().orElseThrow())
        .first()
        .isEqualTo(new Outcome.Pruned("worse than others"));
  }

  @Test
  void aTrialThatIsGivenBackRunsAgainAndIsNoLoss() throws InterruptedException {
    Study study = study(LINE, LOSS);
    OutlivingExecutor executor = new OutlivingExecutor();
    executor.giveBack = true;
    goOn(study, executor);
    assertThat(executor.submitted).containsExactly("0.1", "0.2", "1.1");
    assertThat(storage.trials(study.id()))
        .hasSize(2)
        .allMatch(t -> t.state() == TrialState.COMPLETED)
        .allMatch(t -> t.epochs().size() == 2 && t.losses() == 0);
  }

  @Test
  void whoTakesOverByItselfForgivesNoFailures() throws InterruptedException {
    Study study = study(LINE, LOSS);
    Objective broken =
        (configuration, context) -> {
          throw new IllegalStateException("no such file");
        };
    StudyPlan plan =
        StudyPlan.of(
            UNIFORM, new Budget(OptionalInt.of(50), Optional.empty(), Optional.empty(), 4));
    run(study, plan, broken, 1);
    try (InProcessExecutor executor = new InProcessExecutor(SQUARE, 1)) {
      StudyEnd end =
          new StudyRunner(
                  study,
                  storage,
                  lease(study),
                  new Tenure(Duration.ofMinutes(1), false),
                  plan,
                  executor,
                  StudyListener.SILENT,
                  Clock.systemUTC())
              .run();
      assertThat(end.reason()).isEqualTo(StudyEnd.Reason.TOO_MANY_FAILURES);
    }
    assertThat(storage.trials(study.id())).hasSize(4);
  }

  @Test
  void timeLimitStopsRunningTrialsAtTheirNextEpoch() throws InterruptedException {
    Study study = study(LINE, LOSS);
    Objective endless =
        (configuration, context) -> {
          for (int epoch = 1; ; epoch++) {
            Thread.sleep(5);
            EpochReport report = new EpochReport(epoch, Map.of("loss", 1.0 / epoch), 0.005);
            if (context.report(report) instanceof Decision.Stop) {
              return Result.of("loss", 1.0 / epoch);
            }
          }
        };
    StudyPlan plan =
        StudyPlan.of(
            UNIFORM,
            new Budget(
                OptionalInt.empty(), Optional.of(Duration.ofSeconds(2)), Optional.empty(), 10));
    StudyEnd end = run(study, plan, endless, 2);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_DURATION);
    assertThat(storage.trials(study.id()))
        .hasSize(2)
        .allMatch(t -> t.state() == TrialState.PRUNED && !t.epochs().isEmpty());
    assertThat(storage.find("study").orElseThrow().elapsed())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  /** Trials of which nothing is ever heard. */
  private static final class SilentExecutor implements TrialExecutor {
    private final List<Integer> cancelled = new ArrayList<>();

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public void submit(TrialSpec spec, TrialEvents events) {}

    @Override
    public void cancel(TrialSpec spec) {
      cancelled.add(spec.number());
    }

    @Override
    public void close() {}
  }

  @Test
  void whatDoesNotStopAfterTheTimeLimitIsCancelledAndGoesOnInALaterRun()
      throws InterruptedException {
    Study study = study(LINE, LOSS);
    StudyPlan plan =
        StudyPlan.of(
            UNIFORM,
            new Budget(
                OptionalInt.of(2), Optional.of(Duration.ofSeconds(1)), Optional.empty(), 10));
    SilentExecutor executor = new SilentExecutor();
    StudyEnd end =
        new StudyRunner(
                study,
                storage,
                lease(study),
                plan,
                executor,
                StudyListener.SILENT,
                Clock.systemUTC())
            .run();
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_DURATION);
    assertThat(executor.cancelled).containsExactlyInAnyOrder(0, 1);
    assertThat(storage.trials(study.id()))
        .extracting(Trial::state)
        .containsExactly(TrialState.WAITING, TrialState.WAITING);
  }

  @Test
  void neverRunsMoreTrialsAtOnceThanThereAreSlots() throws InterruptedException {
    Study study = study(LINE, LOSS);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Objective counting =
        (configuration, context) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.sleep(3);
          now.decrementAndGet();
          return SQUARE.evaluate(configuration, context);
        };
    run(study, StudyPlan.of(UNIFORM, Budget.trials(40)), counting, 3);
    assertThat(most.get()).isLessThanOrEqualTo(3);
    assertThat(storage.trials(study.id())).hasSize(40);
  }

  @Test
  void aStorageThatFailsEndsTheRunAndReleasesWaitingWorkers() throws InterruptedException {
    Study study = study(LINE, LOSS);
    StudyLease lease = lease(study);
    CountDownLatch answered = new CountDownLatch(1);
    Objective reporting =
        (configuration, context) -> {
          storage.acquire(
              study.id(), "somebody else", Duration.ofMinutes(1), holder -> HolderCheck.State.DEAD);
          context.report(new EpochReport(1, Map.of("loss", 1.0), 0.1));
          answered.countDown();
          return SQUARE.evaluate(configuration, context);
        };
    try (InProcessExecutor executor = new InProcessExecutor(reporting, 1)) {
      StudyRunner runner =
          new StudyRunner(
              study,
              storage,
              lease,
              StudyPlan.of(UNIFORM, Budget.trials(3)),
              executor,
              StudyListener.SILENT,
              Clock.systemUTC());
      assertThatThrownBy(runner::run).isInstanceOf(StorageException.class);
      answered.await();
    }
  }

  @Test
  void seedsDependOnStudySeedAndNumberOnly() {
    assertThat(Seeds.ofTrial(1, 0)).isEqualTo(Seeds.ofTrial(1, 0)).isNotNegative();
    assertThat(Seeds.ofTrial(1, 0)).isNotEqualTo(Seeds.ofTrial(1, 1));
    assertThat(Seeds.ofTrial(1, 0)).isNotEqualTo(Seeds.ofTrial(2, 0));
    assertThat(Seeds.ofSuggestion(3, 4).nextLong()).isEqualTo(Seeds.ofSuggestion(3, 4).nextLong());
  }
}
