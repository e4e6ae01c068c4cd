package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
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
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The finalists of a study, as the runner runs them. */
class FinalistsTest {

  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.linear("x", 1, 3));
  private static final Criterion LOSS = Criterion.minimize("loss");
  private static final Strategy UNIFORM =
      (history, random) -> Optional.of(new Suggestion(history.space().sample(random), "uniform"));

  /** Smallest at 2; what the seed adds is far smaller than what the configuration does. */
  private static final Objective SQUARE =
      (configuration, context) ->
          Result.of(
              "loss",
              Math.pow(configuration.number("x") - 2, 2) + 1e-9 * (context.seed() % 1000) / 1000);

  private final Storage storage = new InMemoryStorage(Clock.systemUTC());

  @AfterEach
  void close() {
    storage.close();
  }

  private Study study(String name, Criterion... criteria) {
    return storage.create(StudyDefinition.inCode(name, LINE, List.of(criteria), 7));
  }

  private Study stored(Study study) {
    return storage.find(study.name()).orElseThrow();
  }

  private StudyLease lease(Study study) {
    return storage.acquire(
        study.id(), "test", Duration.ofMinutes(1), holder -> HolderCheck.State.DEAD);
  }

  private StudyRunner runner(
      Study study, StudyPlan plan, TrialExecutor executor, StudyListener listener) {
    return new StudyRunner(
        stored(study), storage, lease(study), plan, executor, listener, Clock.systemUTC());
  }

  private StudyEnd run(Study study, StudyPlan plan, Objective objective, int slots)
      throws InterruptedException {
    try (InProcessExecutor executor = new InProcessExecutor(objective, slots)) {
      return runner(study, plan, executor, StudyListener.SILENT).run();
    }
  }

  private static StudyPlan plan(int trials, int top, int seeds) {
    return StudyPlan.of(UNIFORM, Budget.trials(trials)).withFinalists(new FinalistPlan(top, seeds));
  }

  private List<Trial> trials(Study study, TrialRole role) {
    return storage.trials(study.id()).stream().filter(t -> t.spec().role() == role).toList();
  }

  private static double value(Trial trial) {
    return trial.completed().orElseThrow().values().get(0);
  }

  @Test
  void theBestAreTrainedAgainOverFreshSeedsInRoundsAndSayWhomTheyRepeat()
      throws InterruptedException {
    Study study = study("study", LOSS);
    StudyEnd end = run(study, plan(8, 3, 2), SQUARE, 1);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    List<Trial> search = trials(study, TrialRole.SEARCH);
    assertThat(search).hasSize(8);
    List<Trial> best =
        search.stream().sorted(Comparator.comparingDouble(FinalistsTest::value)).limit(3).toList();
    List<TrialSpec> expected = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      for (Trial trial : best) {
        long seed = Seeds.ofFinalist(7, trial.number(), index);
        expected.add(TrialSpec.finalist(8 + expected.size(), trial.spec(), seed));
      }
    }
    List<Trial> finalists = trials(study, TrialRole.FINALIST);
    assertThat(finalists).extracting(Trial::spec).isEqualTo(expected);
    assertThat(finalists).allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(storage.trials(study.id()).stream().map(t -> t.spec().seed()))
        .doesNotHaveDuplicates();
    assertThat(end.best().orElseThrow().spec()).isEqualTo(best.get(0).spec());
    assertThat(end.finalists().ranked()).hasSize(3).allMatch(s -> s.completed() == 2);
  }

  @Test
  void theWinnerHasTheBestMeanAndNotTheLuckiestValueOfTheSearch() throws InterruptedException {
    Study study = study("study", LOSS);
    Objective lucky = // What was found first was luck.
        (configuration, context) ->
            context.number() == 0
                ? Result.of("loss", -1.0)
                : SQUARE.evaluate(configuration, context);
    StudyEnd end = run(study, plan(10, 3, 3), lucky, 2);
    assertThat(end.best().orElseThrow().number()).isZero();
    Standing winner = end.finalists().winner().orElseThrow();
    assertThat(winner.repeats()).isNotZero();
    assertThat(winner.mean().orElseThrow()).isBetween(0.0, 1.0);
    Trial chosen = end.winner().orElseThrow();
    assertThat(chosen.spec().repeats()).hasValue(winner.repeats());
    assertThat(value(chosen)).isEqualTo(winner.values().stream().min(Double::compare).get());
  }

  @Test
  void strategiesAndPrunersNeverSeeFinalists() throws InterruptedException {
    Study study = study("study", LOSS);
    List<Trial> judged = new ArrayList<>();
    Pruner stopsFinalists =
        (trial, history) -> {
          judged.add(trial);
          assertThat(history.completed()).noneMatch(f -> isFinalist(f.trial()));
          assertThat(history.running()).noneMatch(FinalistsTest::isFinalist);
          return isFinalist(trial) ? new Decision.Stop("seen") : Decision.CONTINUE;
        };
    Strategy looking =
        (history, random) -> {
          assertThat(history.completed()).noneMatch(f -> isFinalist(f.trial()));
          assertThat(history.size()).isEqualTo(history.completed().size());
          return UNIFORM.suggest(history, random);
        };
    Objective reporting =
        (configuration, context) -> {
          Result result = SQUARE.evaluate(configuration, context);
          context.report(new EpochReport(1, result.metrics(), 0.1));
          return result;
        };
    for (int trials : new int[] {4, 7}) {
      StudyPlan plan =
          new StudyPlan(
              looking, stopsFinalists, Budget.trials(trials), 3, new FinalistPlan(2, 2), c -> "");
      run(study, plan, reporting, 1);
    }
    assertThat(judged).hasSize(7).noneMatch(FinalistsTest::isFinalist);
    assertThat(trials(study, TrialRole.FINALIST))
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(t -> t.state() == TrialState.COMPLETED && t.epochs().size() == 1);
  }

  private static boolean isFinalist(Trial trial) {
    return trial.spec().role() == TrialRole.FINALIST;
  }

  /** As when the process is killed: whoever hears of the event brings the loop down. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static StudyListener killing(int afterEvents) {
    return new StudyListener() {
      private int events;

      private void event() {
        if (++events > afterEvents) {
          throw new Killed();
        }
      }

      @Override
      public void started(Trial trial, History history) {
        event();
      }

      @Override
      public void reported(Trial trial, History history) {
        event();
      }

      @Override
      public void ended(Trial trial, History history) {
        event();
      }
    };
  }

  /** Reports an epoch, and notes who was evaluated. */
  private static Objective counting(List<Integer> evaluated) {
    return (configuration, context) -> {
      Result result = SQUARE.evaluate(configuration, context);
      context.report(new EpochReport(1, result.metrics(), 0.1));
      evaluated.add(context.number());
      return result;
    };
  }

  @Test
  void killedAtAnyPointAStudyGoesOnAndRunsNothingTwice() throws InterruptedException {
    Study whole = study("whole", LOSS);
    run(whole, plan(3, 2, 2), counting(new ArrayList<>()), 1);
    List<Trial> expected = storage.trials(whole.id());
    assertThat(expected).hasSize(7);
    int events = 3 * expected.size();
    for (int kill = 0; kill < events; kill++) {
      Study study = study("killed-" + kill, LOSS);
      StudyListener killing = killing(kill);
      try (InProcessExecutor executor = new InProcessExecutor(counting(new ArrayList<>()), 1)) {
        StudyRunner runner = runner(study, plan(3, 2, 2), executor, killing);
        assertThatThrownBy(runner::run).isInstanceOf(Killed.class);
      }
      List<TrialState> before =
          storage.trials(study.id()).stream()
              .map(Trial::state)
              .filter(TrialState::finished)
              .toList();
      List<Integer> evaluated = new ArrayList<>();
      run(study, plan(3, 2, 2), counting(evaluated), 1);
      List<Trial> trials = storage.trials(study.id());
      assertThat(trials).as("killed after %d events", kill).hasSize(7);
      for (int i = 0; i < trials.size(); i++) {
        assertThat(trials.get(i).outcome()).isEqualTo(expected.get(i).outcome());
        assertThat(trials.get(i).spec().seed()).isEqualTo(expected.get(i).spec().seed());
        assertThat(trials.get(i).spec().repeats()).isEqualTo(expected.get(i).spec().repeats());
      }
      assertThat(evaluated)
          .containsExactlyElementsOf(IntStream.range(before.size(), 7).boxed().toList());
    }
  }

  /** Runs until a trial starts, and interrupts the run then. */
  private void interruptAt(int number, Study study, StudyPlan plan) throws InterruptedException {
    AtomicReference<StudyRunner> runner = new AtomicReference<>();
    StudyListener interrupting =
        new StudyListener() {
          @Override
          public void started(Trial trial, History history) {
            if (trial.number() == number) {
              runner.get().interrupt();
            }
          }
        };
    try (InProcessExecutor executor = new InProcessExecutor(SQUARE, 1)) {
      runner.set(runner(study, plan, executor, interrupting));
      StudyEnd end = runner.get().run();
      assertThat(end.reason()).isEqualTo(StudyEnd.Reason.INTERRUPTED);
      assertThat(end.explanation()).startsWith("Interrupted");
    }
  }

  @Test
  void anInterruptPutsFinalistsBackAndTheNextRunGoesOn() throws InterruptedException {
    Study study = study("study", LOSS);
    interruptAt(5, study, plan(3, 2, 2));
    assertThat(storage.trials(study.id())).hasSize(6);
    assertThat(storage.trials(study.id()).get(5).state()).isEqualTo(TrialState.WAITING);
    StudyEnd end = run(study, plan(3, 2, 2), SQUARE, 1);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(storage.trials(study.id()))
        .hasSize(7)
        .allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(storage.trials(study.id()).get(5).spec().attempt()).isEqualTo(2);
  }

  @Test
  void aSearchThatGoesOnAfterItsFinalsDrawsAsIfThereWereNone() throws InterruptedException {
    Study plain = study("plain", LOSS);
    run(plain, StudyPlan.of(UNIFORM, Budget.trials(9)), SQUARE, 1);
    Study study = study("study", LOSS);
    for (int trials : new int[] {4, 6, 9}) {
      run(study, plan(trials, 2, 2), SQUARE, 1);
    }
    assertThat(trials(study, TrialRole.SEARCH))
        .extracting(Trial::configuration)
        .containsExactlyElementsOf(
            storage.trials(plain.id()).stream().map(Trial::configuration).toList());
    List<Trial> all = storage.trials(study.id());
    assertThat(all)
        .extracting(Trial::number)
        .containsExactlyElementsOf(IntStream.range(0, all.size()).boxed().toList());
    assertThat(trials(study, TrialRole.FINALIST))
        .extracting(t -> t.spec().seed())
        .doesNotHaveDuplicates();
    List<Integer> best =
        trials(study, TrialRole.SEARCH).stream()
            .sorted(Comparator.comparingDouble(FinalistsTest::value))
            .limit(2)
            .map(Trial::number)
            .toList();
    assertThat(trials(study, TrialRole.FINALIST))
        .extracting(t -> t.spec().repeats().orElseThrow())
        .containsAll(best);
  }

  @Test
  void failuresInARowAreCountedPastTheFinalists() throws InterruptedException {
    Study study = study("study", LOSS);
    run(study, plan(5, 1, 2), SQUARE, 1);
    Objective broken =
        (configuration, context) -> {
          throw new IllegalStateException("no such file");
        };
    StudyPlan more =
        StudyPlan.of(UNIFORM, new Budget(OptionalInt.of(50), Optional.empty(), Optional.empty(), 4))
            .withFinalists(new FinalistPlan(1, 2));
    assertThat(run(study, more, broken, 1).reason()).isEqualTo(StudyEnd.Reason.TOO_MANY_FAILURES);
    assertThat(trials(study, TrialRole.SEARCH))
        .filteredOn(t -> t.state() == TrialState.FAILED)
        .hasSize(4);
  }

  @Test
  void moreSeedsAndMoreFinalistsAreAddedToThoseThatAreThere() throws InterruptedException {
    Study study = study("study", LOSS);
    run(study, plan(5, 2, 1), SQUARE, 1);
    run(study, plan(5, 3, 2), SQUARE, 1);
    assertThat(trials(study, TrialRole.FINALIST)).hasSize(6);
    run(study, StudyPlan.of(UNIFORM, Budget.trials(5)), SQUARE, 1);
    assertThat(storage.trials(study.id())).hasSize(11);
  }

  @Test
  void whoFailsWithASeedIsBehindWhoDoesNotAndWithoutAnyTheSearchsBestWins()
      throws InterruptedException {
    Study study = study("study", LOSS);
    int[] failed = {-1};
    Objective failing = // The first finalist, which is the best of the search, fails once.
        (configuration, context) -> {
          if (context.number() == 6) {
            failed[0] = 6;
            throw new TrialFailedException("diverged");
          }
          return SQUARE.evaluate(configuration, context);
        };
    StudyEnd end = run(study, plan(6, 2, 2), failing, 1);
    assertThat(failed[0]).isEqualTo(6);
    int best = end.best().orElseThrow().number();
    assertThat(end.finalists().ranked()).extracting(Standing::repeats).last().isEqualTo(best);
    assertThat(end.winner().orElseThrow().spec().repeats().orElseThrow()).isNotEqualTo(best);

    Study allFail = study("all-fail", LOSS);
    Objective onlySearches =
        (configuration, context) -> {
          if (context.number() >= 6) {
            throw new TrialFailedException("diverged");
          }
          return SQUARE.evaluate(configuration, context);
        };
    StudyEnd fallback = run(allFail, plan(6, 2, 6), onlySearches, 1);
    assertThat(fallback.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(fallback.finalists().winner()).isEmpty();
    assertThat(fallback.winner()).isEqualTo(fallback.best());
  }

  @Test
  void ofSeveralObjectivesTheFrontsBestByTheFirstAreTrainedAgain() throws InterruptedException {
    Study study = study("study", LOSS, Criterion.minimize("size"));
    // Of three on the front, the last in size; #3 is better than #2 by the loss, but dominated.
    double[][] values = {{0.1, 9}, {0.2, 5}, {0.9, 1}, {0.3, 6}};
    Objective table =
        (configuration, context) -> {
          double[] v = context.number() < 4 ? values[context.number()] : new double[] {0.5, 5};
          return new Result(Map.of("loss", v[0], "size", v[1]), OptionalInt.empty(), List.of());
        };
    run(study, plan(4, 3, 1), table, 1);
    assertThat(trials(study, TrialRole.FINALIST))
        .extracting(t -> t.spec().repeats().orElseThrow())
        .containsExactly(0, 1, 2);
  }

  @Test
  void finalistsKeepTheirModelsUnlessNoneAreKept() throws InterruptedException {
    Objective withModel =
        (configuration, context) ->
            new Result(
                SQUARE.evaluate(configuration, context).metrics(),
                OptionalInt.empty(),
                List.of(new Attachment(Attachment.MODEL, "application/octet-stream", new byte[8])));
    for (int keep = 0; keep < 2; keep++) {
      Study study = study("keeps-" + keep, LOSS);
      StudyPlan plan =
          new StudyPlan(
              UNIFORM, Pruner.NONE, Budget.trials(4), keep, new FinalistPlan(2, 2), c -> "yaml");
      run(study, plan, withModel, 1);
      boolean kept = keep > 0;
      assertThat(trials(study, TrialRole.FINALIST))
          .hasSize(4)
          .allMatch(
              t -> storage.attachment(study.id(), t.number(), Attachment.MODEL).isPresent() == kept)
          .allMatch(
              t -> storage.attachment(study.id(), t.number(), Attachment.DEFINITION).isPresent());
      assertThat(
              trials(study, TrialRole.SEARCH).stream()
                  .filter(
                      t ->
                          storage.attachment(study.id(), t.number(), Attachment.MODEL).isPresent()))
          .hasSize(keep);
    }
  }

  /** Search trials that took a minute each, without epochs. */
  private void storeMinutes(Study study, int count) {
    StudyLease lease = lease(study);
    for (int n = 0; n < count; n++) {
      Map<String, Object> values = Map.of("x", 1.5 + n / 100.0);
      TrialSpec spec =
          new TrialSpec(n, 1, TrialRole.SEARCH, "stored", new Configuration(values), n);
      storage.start(lease, spec);
      storage.finish(
          lease,
          spec,
          new Outcome.Completed(List.of(1.0 + n), Map.of(), OptionalInt.empty()),
          Duration.ofMinutes(1),
          "worker",
          List.of());
    }
  }

  private static StudyPlan limited(Duration most) {
    return StudyPlan.of(
            UNIFORM, new Budget(OptionalInt.of(20), Optional.of(most), Optional.empty(), 10))
        .withFinalists(new FinalistPlan(3, 3));
  }

  /** Nine trainings of a minute, a tenth more, and a trial that ends: 10 minutes and 54 seconds. */
  @Test
  void theSearchEndsEarlyEnoughForTheFinalistsAndWhatIsCutGoesOnWithMoreTime()
      throws InterruptedException {
    Study study = study("study", LOSS);
    storeMinutes(study, 6);
    storage.recordElapsed(study.id(), Duration.ofMinutes(60));
    StudyEnd cut = run(study, limited(Duration.ofMinutes(60)), SQUARE, 1);
    assertThat(cut.reason()).isEqualTo(StudyEnd.Reason.MAX_DURATION);
    assertThat(cut.explanation())
        .isEqualTo(
            "The search has used its part of the budget's time. Then the time was used up before 9"
                + " of the trainings over fresh seeds had ended; with a larger max_duration they"
                + " go on.");
    assertThat(storage.trials(study.id())).hasSize(6);
    List<Duration> reserved = new ArrayList<>();
    List<String> told = new ArrayList<>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void reserved(Duration time) {
            reserved.add(time);
          }

          @Override
          public void finals(String ended, int trainings, boolean more) {
            told.add(ended + " " + trainings);
          }
        };
    try (InProcessExecutor executor = new InProcessExecutor(SQUARE, 1)) {
      runner(study, limited(Duration.ofMinutes(70)), executor, listener).run();
    }
    assertThat(reserved).containsExactly(Duration.ofSeconds(654));
    assertThat(told).containsExactly("The search has used its part of the budget's time. 9");
    assertThat(trials(study, TrialRole.SEARCH)).hasSize(6);
    assertThat(trials(study, TrialRole.FINALIST)).hasSize(9);

    Study earlier = study("earlier", LOSS);
    storeMinutes(earlier, 6);
    storage.recordElapsed(earlier.id(), Duration.ofMinutes(40));
    StudyEnd end = run(earlier, limited(Duration.ofMinutes(60)), SQUARE, 1);
    assertThat(end.reason()).as("there was time for more").isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(trials(earlier, TrialRole.SEARCH)).hasSize(20);
  }

  @Test
  void theReserveIsHalfOfTheTimeAtMostAndLessOnMoreWorkers() {
    FinalRound round = new FinalRound(new FinalistPlan(2, 3), List.of(LOSS), 7);
    assertThat(round.reserve(1, Duration.ofHours(1))).isZero();
    Study study = study("study", LOSS);
    storeMinutes(study, 3);
    storage.trials(study.id()).forEach(round::searched);
    assertThat(round.reserve(1, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(396 + 60));
    assertThat(round.reserve(1, Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(5));
    // Three after each other on each worker; with four workers two of them on two.
    assertThat(round.reserve(2, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(198 + 60));
    assertThat(round.reserve(4, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(132 + 60));
    assertThat(round.refit(Duration.ofHours(1))).isZero();
  }

  @Test
  void aRefitIsReckonedToItsBestEpoch() {
    Study study = study("study", LOSS);
    StudyLease lease = lease(study);
    TrialSpec spec =
        new TrialSpec(0, 1, TrialRole.SEARCH, "stored", new Configuration(Map.of("x", 2.0)), 0);
    storage.start(lease, spec);
    for (int epoch = 1; epoch <= 4; epoch++) {
      storage.report(lease, spec, new EpochReport(epoch, Map.of("loss", 1.0), 15), "worker");
    }
    storage.finish(
        lease,
        spec,
        new Outcome.Completed(List.of(1.0), Map.of(), OptionalInt.of(2)),
        Duration.ofMinutes(1),
        "worker",
        List.of());
    FinalRound round = new FinalRound(new FinalistPlan(3, 3).withRefit(), List.of(LOSS), 7);
    storage.trials(study.id()).forEach(round::searched);
    assertThat(round.refit(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void aRefitHasItsPartOfTheReserveAndLeavesTheFinalistsAsMuchOfAShortTime()
      throws InterruptedException {
    FinalistPlan refitted = new FinalistPlan(3, 3).withRefit();
    FinalRound round = new FinalRound(refitted, List.of(LOSS), 7);
    assertThat(round.refit(Duration.ofHours(1))).isZero();
    Study study = study("study", LOSS);
    storeMinutes(study, 6);
    storage.trials(study.id()).forEach(round::searched);
    assertThat(round.refit(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(90));
    assertThat(round.reserve(1, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(654 + 90));
    assertThat(round.refit(Duration.ofMinutes(4))).isEqualTo(Duration.ofMinutes(1));
    assertThat(round.reserve(1, Duration.ofMinutes(4))).isEqualTo(Duration.ofMinutes(2));

    // The search has used its part in both; only in the second the finalists have, too.
    storage.recordElapsed(study.id(), Duration.ofMinutes(48));
    run(study, limited(Duration.ofMinutes(60)).withFinalists(refitted), SQUARE, 1);
    assertThat(trials(study, TrialRole.FINALIST)).hasSize(9);
    Study late = study("late", LOSS);
    storeMinutes(late, 6);
    storage.recordElapsed(late.id(), Duration.ofMinutes(59));
    StudyEnd end = run(late, limited(Duration.ofMinutes(60)).withFinalists(refitted), SQUARE, 1);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_DURATION);
    assertThat(trials(late, TrialRole.FINALIST)).isEmpty();
  }

  private static StudyPlan filling(Duration most, int maxSeeds) {
    return StudyPlan.of(
            UNIFORM, new Budget(OptionalInt.of(6), Optional.of(most), Optional.empty(), 10))
        .withFinalists(new FinalistPlan(2, 2, maxSeeds, false));
  }

  @Test
  void timeThatIsLeftIsForMoreSeedsOfAllConfigurationsInTurn() throws InterruptedException {
    Study study = study("study", LOSS);
    List<String> told = new ArrayList<>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void finals(String ended, int trainings, boolean more) {
            told.add(trainings + (more ? " and more" : ""));
          }
        };
    try (InProcessExecutor executor = new InProcessExecutor(SQUARE, 1)) {
      StudyEnd end = runner(study, filling(Duration.ofHours(1), 5), executor, listener).run();
      assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
      assertThat(end.finalists().ranked()).extracting(Standing::completed).containsExactly(5, 5);
    }
    assertThat(told).containsExactly("4 and more");
    List<Trial> finalists = trials(study, TrialRole.FINALIST);
    assertThat(finalists).hasSize(10);
    assertThat(finalists).extracting(t -> t.spec().seed()).doesNotHaveDuplicates();
    int first = finalists.get(0).spec().repeats().orElseThrow();
    assertThat(finalists.stream().map(t -> t.spec().repeats().orElseThrow() == first))
        .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> i % 2 == 0).toList());
    run(study, filling(Duration.ofHours(1), 5), SQUARE, 1);
    assertThat(storage.trials(study.id())).as("nothing is missing").hasSize(16);
    run(study, filling(Duration.ofHours(1), 6), SQUARE, 1);
    assertThat(trials(study, TrialRole.FINALIST)).hasSize(12);
  }

  @Test
  void withoutALimitOfTimeThereIsNothingToFill() throws InterruptedException {
    Study study = study("study", LOSS);
    StudyPlan plan =
        StudyPlan.of(UNIFORM, Budget.trials(6)).withFinalists(new FinalistPlan(2, 2, 5, false));
    run(study, plan, SQUARE, 1);
    assertThat(trials(study, TrialRole.FINALIST)).hasSize(4);
  }

  /** One that would never end by itself. */
  @Test
  void whatFillsTheTimeIsCutOffByItsEndAndNothingIsMissing() throws InterruptedException {
    Study study = study("study", LOSS);
    run(study, plan(6, 2, 2), SQUARE, 1);
    Duration most = Duration.ofHours(1);
    storage.recordElapsed(study.id(), most.minusSeconds(5));
    CountDownLatch never = new CountDownLatch(1);
    Objective endless =
        (configuration, context) -> {
          never.await();
          return SQUARE.evaluate(configuration, context);
        };
    StudyEnd end = run(study, filling(most, 9), endless, 2);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(end.explanation()).doesNotContain("max_duration");
    assertThat(end.finalists().ranked()).extracting(Standing::completed).containsExactly(2, 2);
    assertThat(trials(study, TrialRole.FINALIST).stream().skip(4).map(Trial::state))
        .containsExactly(TrialState.PRUNED, TrialState.PRUNED);
  }

  @Test
  void whatFillsTheTimeGoesOnAfterAnInterrupt() throws InterruptedException {
    Study study = study("study", LOSS);
    interruptAt(11, study, filling(Duration.ofHours(1), 4));
    assertThat(storage.trials(study.id())).hasSize(12);
    StudyEnd end = run(study, filling(Duration.ofHours(1), 4), SQUARE, 1);
    assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(storage.trials(study.id()))
        .hasSize(14)
        .allMatch(t -> t.state() == TrialState.COMPLETED);
    assertThat(storage.trials(study.id()).get(11).spec().attempt()).isEqualTo(2);
  }
}
