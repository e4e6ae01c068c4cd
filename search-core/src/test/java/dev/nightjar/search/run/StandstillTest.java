package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.strategy.gp.GpStrategy;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private static final int TRIALS = 100;
  private static final int SEEDS = 20;

  private static final SearchSpace SQUARE =
      SearchSpace.of(FloatParameter.linear("x", -1, 3), FloatParameter.linear("y", -1, 3));

  /**
   * One search that is judged as it goes.
   *
   * @param stopped after how many trials the rule would end it; {@link #TRIALS} if never
   * @param lost by how much the trials after that improved the best value
   */
  private record Run(int stopped, double lost, String words) {}

  private static Run run(
      SearchSpace space,
      ToDoubleFunction<Configuration> function,
      Strategy strategy,
      double least,
      long seed) {
    SimulatedStudy study = SimulatedStudy.minimizing(space, function, seed);
    Standstill rule = new Standstill(least, seed);
    Optional<String> words = Optional.empty();
    int stopped = TRIALS;
    double bestThen = Double.NaN;
    for (int done = 1; done <= TRIALS; done++) {
      study.run(strategy, 1);
      if (words.isEmpty()) {
        words = rule.judge(study.history(), TRIALS - done);
        stopped = words.isPresent() ? done : TRIALS;
        bestThen = study.best();
      }
    }
    return new Run(stopped, bestThen - study.best(), words.orElse(""));
  }

  private static List<Run> runs(TestProblems.Problem problem, double least) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> run(problem.space(), problem.function(), new GpStrategy(), least, seed))
        .toList();
  }

  /**
   * In at least nine of ten searches the end costs less than the threshold. A rule that costs more
   * in a quarter of them would pass by chance once in 60.
   */
  @Test
  void whatIsGivenUpIsBelowTheThreshold() {
    double least = 0.1;
    List<Run> runs = new ArrayList<>(runs(TestProblems.branin(), least));
    runs.addAll(runs(TestProblems.hartmann6(), least));
    assertThat(runs).filteredOn(r -> r.lost() < least).hasSizeGreaterThanOrEqualTo(36);
    assertThat(runs).filteredOn(r -> r.stopped() < TRIALS).hasSizeGreaterThan(SEEDS);
    assertThat(runs).allMatch(r -> r.stopped() >= Standstill.FEWEST);
  }

  /** Random search of a function that keeps getting better has more to expect. */
  @Test
  void aSearchThatFindsBetterValuesGoesOn() {
    TestProblems.Problem hartmann = TestProblems.hartmann6();
    for (long seed = 0; seed < 3; seed++) {
      Run run = run(hartmann.space(), hartmann.function(), new RandomStrategy(), 0.03, seed);
      assertThat(run.stopped()).isEqualTo(TRIALS);
    }
  }

  @Test
  void aFlatFunctionEndsAsSoonAsItMayAndSaysWhy() {
    Run flat = run(SQUARE, c -> 7, new RandomStrategy(), 0.001, 1);
    assertThat(flat.stopped()).isEqualTo(Standstill.FEWEST);
    assertThat(flat.words())
        .isEqualTo(
            "The search stands still: the 70 trials left are expected to improve value by at most"
                + " 0.00, less than the min_improvement of 0.00100.");
    Run nearly = run(SQUARE, c -> 7 + 1e-7 * c.number("x"), new RandomStrategy(), 0.001, 1);
    assertThat(nearly.stopped()).isEqualTo(Standstill.FEWEST);
  }

  private static StudyEnd end(Storage storage, Budget budget, AtomicInteger calls)
      throws InterruptedException {
    StudyDefinition definition =
        StudyDefinition.inCode("flat", SQUARE, List.of(Criterion.maximize("score")), 1);
    try (InProcessExecutor executor =
        new InProcessExecutor(
            (c, context) -> {
              calls.incrementAndGet();
              return Result.of("score", 7);
            },
            1)) {
      return StudyLauncher.run(
          storage,
          definition,
          StudyPlan.of(new RandomStrategy(), budget),
          executor,
          StudyListener.SILENT);
    }
  }

  @Test
  void endsAStudyAndAlsoTheNextRunOfItUntilTheBudgetSaysOtherwise() throws InterruptedException {
    try (Storage storage = new InMemoryStorage(Clock.systemUTC())) {
      Budget budget = Budget.trials(100).withMinImprovement(0.5);
      AtomicInteger calls = new AtomicInteger();
      StudyEnd first = end(storage, budget, calls);
      assertThat(first.reason()).isEqualTo(StudyEnd.Reason.STANDSTILL);
      assertThat(first.explanation()).contains("the 70 trials left", "improve score");
      assertThat(calls).hasValue(Standstill.FEWEST);
      assertThat(end(storage, budget, calls).reason()).isEqualTo(StudyEnd.Reason.STANDSTILL);
      assertThat(calls).hasValue(Standstill.FEWEST);
      assertThat(end(storage, Budget.trials(40), calls).reason())
          .isEqualTo(StudyEnd.Reason.MAX_TRIALS);
      assertThat(calls).hasValue(40);
    }
  }

  @Test
  void aBudgetNeedsALimitAndAThresholdAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Budget.trials(9).withMinImprovement(0))
        .withMessage("min_improvement must be above 0 and finite, not 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Budget(
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofMinutes(1)),
                    Optional.empty(),
                    OptionalDouble.of(0.1),
                    3))
        .withMessage("min_improvement needs max_trials or max_duration, to know what is left");
  }
}
