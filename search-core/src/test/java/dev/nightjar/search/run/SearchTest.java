package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightjar.search.pruning.MedianPruner;
import dev.nightjar.search.pruning.WarmUp;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.genetic.GeneticStrategy;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.linear("x", -1, 3));
  private static final Search.Function SQUARE = (c, context) -> Math.pow(c.number("x") - 1, 2);

  @Test
  void findsTheSmallestAndTheLargest() throws InterruptedException {
    SearchResult small = Search.minimize("small", LINE, SQUARE).trials(25).run();
    assertThat(small.trials()).hasSize(25);
    assertThat(small.value()).isLessThan(0.01);
    assertThat(small.configuration().number("x")).isBetween(0.9, 1.1);
    assertThat(small.front()).containsExactly(small.best());
    SearchResult large = Search.maximize("large", LINE, SQUARE).trials(25).run();
    assertThat(large.value()).isGreaterThan(3.5);
  }

  @Test
  void theSameSeedGivesTheSameTrialsAndAnotherDoesNot() throws InterruptedException {
    List<Object> first = configurations(Search.minimize("a", LINE, SQUARE).trials(12).run());
    assertThat(configurations(Search.minimize("b", LINE, SQUARE).trials(12).run()))
        .isEqualTo(first);
    assertThat(configurations(Search.minimize("a", LINE, SQUARE).seed(1).trials(12).run()))
        .isNotEqualTo(first);
  }

  private static List<Object> configurations(SearchResult result) {
    return result.trials().stream().<Object>map(Trial::configuration).toList();
  }

  /** Two trials meet, or the barrier breaks and they fail. */
  @Test
  void workersRunAtTheSameTime() throws InterruptedException {
    CyclicBarrier meeting = new CyclicBarrier(2);
    SearchResult result =
        Search.minimize(
                "meeting",
                LINE,
                (c, context) -> {
                  meeting.await(20, TimeUnit.SECONDS);
                  return c.number("x");
                })
            .strategy(new RandomStrategy())
            .trials(4)
            .workers(2)
            .run();
    assertThat(result.trials()).extracting(Trial::state).containsOnly(TrialState.COMPLETED);
  }

  @Test
  void continuesWhatAStorageKeeps() throws InterruptedException {
    try (Storage storage = new InMemoryStorage(Clock.systemUTC())) {
      AtomicInteger calls = new AtomicInteger();
      Search search =
          Search.minimize(
                  "kept",
                  LINE,
                  (c, context) -> {
                    calls.incrementAndGet();
                    return SQUARE.evaluate(c, context);
                  })
              .storage(storage);
      List<Trial> first = search.trials(5).run().trials();
      assertThat(search.trials(8).run().trials())
          .hasSize(8)
          .startsWith(first.toArray(Trial[]::new));
      assertThat(calls).hasValue(8);
    }
  }

  /** From x = 2 on every step is worse than what the others had. */
  @Test
  void prunesFunctionsThatReportTheirSteps() throws InterruptedException {
    SearchResult result =
        Search.minimize(
                "steps",
                LINE,
                (c, context) -> {
                  double value = 0;
                  for (int step = 1; step <= 5; step++) {
                    value = c.number("x") / step;
                    if (context.report(new EpochReport(step, Map.of(Search.VALUE, value), 0))
                        instanceof Decision.Stop) {
                      break;
                    }
                  }
                  return value;
                })
            .strategy(new RandomStrategy())
            .pruner(new MedianPruner(new WarmUp(3, 1, 1)))
            .trials(30)
            .run();
    assertThat(result.trials()).extracting(Trial::state).contains(TrialState.PRUNED);
    assertThat(result.best().state()).isEqualTo(TrialState.COMPLETED);
  }

  @Test
  void saysSoWhenNothingCompleted() throws InterruptedException {
    SearchResult result =
        Search.minimize(
                "broken",
                LINE,
                (c, context) -> {
                  throw new IllegalArgumentException("no such file");
                })
            .trials(30)
            .run();
    assertThat(result.end().reason()).isEqualTo(StudyEnd.Reason.TOO_MANY_FAILURES);
    assertThat(result.trials()).hasSize(10);
    assertThatIllegalStateException()
        .isThrownBy(result::value)
        .withMessage(
            "none of 10 trials completed; the last one failed:"
                + " java.lang.IllegalArgumentException: no such file");
  }

  @Test
  void refusesASearchWithoutEndButNotOneOfAFiniteSpaceOrWithATarget() throws InterruptedException {
    assertThatIllegalStateException()
        .isThrownBy(Search.minimize("endless", LINE, SQUARE)::run)
        .withMessage("nothing would end the search endless; set trials(…) or time(…)");
    SearchSpace three = SearchSpace.of(CategoricalParameter.of("c", "a", "b", "c"));
    assertThat(
            Search.minimize("finite", three, (c, context) -> c.text("c").charAt(0)).run().trials())
        .hasSize(3);
    Criterion enough = new Criterion(Search.VALUE, Goal.MINIMIZE, OptionalDouble.of(0.5));
    SearchResult reached =
        Search.of(
                "target",
                LINE,
                List.of(enough),
                (c, context) -> Result.of(Search.VALUE, SQUARE.evaluate(c, context)))
            .run();
    assertThat(reached.end().reason()).isEqualTo(StudyEnd.Reason.TARGET_REACHED);
    SearchResult timed = Search.minimize("timed", LINE, SQUARE).time(Duration.ofMillis(1)).run();
    assertThat(timed.end().reason()).isEqualTo(StudyEnd.Reason.MAX_DURATION);
  }

  @Test
  void refusesWhatIsNotAllowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Search.minimize("my study", LINE, SQUARE));
    assertThatIllegalArgumentException()
        .isThrownBy(Search.minimize("none", LINE, SQUARE).trials(0)::run);
    assertThatIllegalArgumentException()
        .isThrownBy(Search.minimize("none", LINE, SQUARE).trials(1).workers(0)::run);
  }

  private static final List<Criterion> TWO =
      List.of(Criterion.minimize("left"), Criterion.minimize("right"));

  /** Left of 1 and right of 2 a step towards the other end is better by both; between, by one. */
  private static Result both(double x) {
    return new Result(
        Map.of("left", Math.abs(x - 1), "right", Math.abs(x - 2)),
        OptionalInt.empty(),
        List.of(new Attachment(Attachment.MODEL, "text/plain", new byte[1])));
  }

  @Test
  void searchesAFrontAndKeepsItsModels() throws InterruptedException {
    try (Storage storage = new InMemoryStorage(Clock.systemUTC())) {
      SearchResult result =
          Search.of("front", LINE, TWO, (c, context) -> both(c.number("x")))
              .strategy(new GeneticStrategy())
              .storage(storage)
              .trials(60)
              .run();
      assertThat(result.front())
          .hasSizeGreaterThan(10)
          .extracting(Trial::number)
          .isEqualTo(ParetoFront.of(TWO, result.trials()).stream().map(Trial::number).toList());
      assertThat(result.front())
          .filteredOn(t -> t.configuration().number("x") < 1 || t.configuration().number("x") > 2)
          .hasSizeLessThan(2);
      long study = storage.find("front").orElseThrow().id();
      List<Integer> kept =
          result.trials().stream()
              .map(Trial::number)
              .filter(n -> storage.attachment(study, n, Attachment.MODEL).isPresent())
              .toList();
      assertThat(kept)
          .containsExactlyInAnyOrderElementsOf(
              result.front().stream().limit(10).map(Trial::number).toList());
    }
  }

  @Test
  void severalTargetsEndTheSearchWhenOneTrialReachesAll() throws InterruptedException {
    List<Criterion> targets =
        List.of(
            new Criterion("left", Goal.MINIMIZE, OptionalDouble.of(0.6)),
            new Criterion("right", Goal.MINIMIZE, OptionalDouble.of(0.6)));
    AtomicInteger ended = new AtomicInteger();
    SearchResult result =
        Search.of("targets", LINE, targets, (c, context) -> both(c.number("x")))
            .strategy(new RandomStrategy())
            .listener(
                new StudyListener() {
                  @Override
                  public void ended(Trial trial, History history) {
                    ended.incrementAndGet();
                  }
                })
            .run();
    assertThat(result.end().reason()).isEqualTo(StudyEnd.Reason.TARGET_REACHED);
    Trial last = result.trials().get(result.trials().size() - 1);
    assertThat(last.configuration().number("x")).isBetween(1.4, 1.6);
    assertThat(result.trials().subList(0, result.trials().size() - 1))
        .noneMatch(t -> Math.abs(t.configuration().number("x") - 1.5) <= 0.1);
    assertThat(ended).hasValue(result.trials().size());
  }
}
