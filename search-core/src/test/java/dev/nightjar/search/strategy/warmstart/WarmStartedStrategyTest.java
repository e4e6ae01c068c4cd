package dev.nightjar.search.strategy.warmstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.StrategyContract;
import dev.nightjar.search.strategy.TestProblems;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmStartedStrategyTest extends StrategyContract {

  private static final List<Criterion> CRITERIA = List.of(Criterion.minimize("value"));
  private static final SearchSpace SPACE =
      SearchSpace.of(
          FloatParameter.linear("x", -1, 1),
          IntParameter.linear("n", 1, 9),
          CategoricalParameter.of("kind", "a", "b", "c"));

  private static double value(Configuration c) {
    double shape = Map.of("a", 0.0, "b", 1.0, "c", 2.0).getOrDefault(c.text("kind"), 3.0);
    return Math.pow(c.number("x") - 0.3, 2) + 0.01 * Math.pow(c.number("n") - 6, 2) + shape;
  }

  /** Of varied problems some lie in the space; nothing is known of how good they are. */
  @Override
  protected Strategy create() {
    SimulatedStudy first =
        SimulatedStudy.minimizing(varied().space(), c -> 0, 77).run(new RandomStrategy(), 30);
    return new WarmStartedStrategy(
        EarlierTrial.of(first.trials(), CRITERIA, Map.of(), CRITERIA), new TpeStrategy());
  }

  private static List<EarlierTrial> first(int trials) {
    SimulatedStudy study =
        SimulatedStudy.minimizing(SPACE, WarmStartedStrategyTest::value, 1)
            .run(new RandomStrategy(), trials);
    return EarlierTrial.of(study.trials(), CRITERIA, Map.of(), CRITERIA);
  }

  private static EarlierTrial trial(double x, long n, String kind, double result) {
    return new EarlierTrial(Map.of("x", x, "n", n, "kind", kind), List.of(result));
  }

  private static SimulatedStudy study(SearchSpace space) {
    return SimulatedStudy.minimizing(space, WarmStartedStrategyTest::value, 2);
  }

  private static List<Configuration> retried(SearchSpace space, List<EarlierTrial> earlier) {
    SimulatedStudy study =
        study(space).run(new WarmStartedStrategy(earlier, new RandomStrategy()), 10);
    return study.trials().stream()
        .filter(t -> t.spec().origin().equals(WarmStartedStrategy.ORIGIN))
        .map(Trial::configuration)
        .toList();
  }

  @Test
  void triesTheBestAgainThatAreNotTooNearEachOther() {
    List<EarlierTrial> earlier =
        List.of(
            trial(0.9, 1, "c", 9),
            trial(0.31, 6, "a", 0.1),
            trial(0.30, 6, "a", 0.0),
            trial(-0.5, 6, "a", 0.6),
            trial(0.30, 2, "b", 1.2),
            trial(-0.9, 9, "c", 5));
    assertThat(retried(SPACE, earlier))
        .extracting(c -> c.number("x"))
        .containsExactly(0.30, -0.5, 0.30);
  }

  @Test
  void drawsThemIntoASpaceThatHasChanged() {
    SearchSpace changed =
        SearchSpace.of(
            FloatParameter.linear("x", -1, 0.2),
            new IntParameter("n", 2, 8, false, 3, Optional.empty()),
            CategoricalParameter.of("kind", "b", "c"),
            CategoricalParameter.of("more", "yes", "no"));
    List<Configuration> retried = retried(changed, List.of(trial(0.3, 9, "a", 0)));
    assertThat(retried).hasSize(1).allMatch(changed::contains);
    assertThat(retried.get(0).values()).containsEntry("x", 0.2).containsEntry("n", 8L);
  }

  /** The completed trials that the strategy which goes on sees at each of its suggestions. */
  private static List<List<Trial>> seen(double shift, List<EarlierTrial> earlier, int trials) {
    List<List<Trial>> seen = new ArrayList<>();
    Strategy strategy =
        new WarmStartedStrategy(
            earlier,
            (history, random) -> {
              seen.add(history.completed().stream().map(Finished::trial).toList());
              assertThat(history.size()).isEqualTo(history.completed().size());
              return new RandomStrategy().suggest(history, random);
            });
    SimulatedStudy.minimizing(SPACE, c -> value(c) + shift, 3).run(strategy, trials);
    return seen;
  }

  private static double result(Trial trial) {
    return trial.completed().orElseThrow().values().get(0);
  }

  @Test
  void earlierTrialsCountAsCompletedOnes() {
    List<List<Trial>> seen = seen(0, first(40), 30);
    assertThat(seen).hasSize(30 - WarmStartedStrategy.RETRIED);
    for (int i = 0; i < seen.size(); i++) {
      List<Trial> trials = seen.get(i);
      assertThat(trials).hasSize(40 + i).extracting(Trial::configuration).doesNotHaveDuplicates();
      assertThat(trials).extracting(Trial::number).isSorted().doesNotHaveDuplicates();
      assertThat(trials).allMatch(t -> result(t) == value(t.configuration()));
    }
  }

  @Test
  void theirResultsAreShiftedAsThoseTriedAgainHaveShifted() {
    for (List<Trial> trials : seen(5, first(40), 10)) {
      assertThat(trials)
          .allSatisfy(
              t -> assertThat(result(t)).isCloseTo(value(t.configuration()) + 5, within(1e-9)));
    }
  }

  @Test
  void theyMakeRoomForOwnOnesWhereResultsHaveChanged() {
    List<List<Trial>> seen = seen(5, first(40), 30);
    assertThat(seen.get(0)).hasSize(40 - 2 * 3 + 3);
    assertThat(seen.get(seen.size() - 1)).hasSize(29);
  }

  @Test
  void manyAreCutToTheBestAndSomeOfTheOthers() {
    List<EarlierTrial> earlier = first(500);
    List<Trial> trials = seen(0, earlier, 4).get(0);
    assertThat(trials).hasSizeBetween(100, 100 + WarmStartedStrategy.RETRIED);
    double[] all = earlier.stream().mapToDouble(t -> t.results().get(0)).sorted().toArray();
    double[] kept = trials.stream().mapToDouble(t -> result(t)).sorted().toArray();
    assertThat(IntStream.range(0, 50).allMatch(i -> kept[i] == all[i])).isTrue();
    assertThat(kept[kept.length - 1]).isGreaterThan(all[450]);
  }

  /**
   * The same function over shifted ranges and other choices: the earlier study's best is met at
   * once, as it lies in the space from every seed here.
   */
  @Test
  void meetsTheEarlierQualityAtOnceInAnOverlappingSpace() {
    SearchSpace shifted =
        SearchSpace.of(
            FloatParameter.linear("x", -0.7, 1.3),
            IntParameter.linear("n", 3, 12),
            CategoricalParameter.of("kind", "a", "d"));
    for (long seed = 0; seed < 20; seed++) {
      SimulatedStudy first =
          SimulatedStudy.minimizing(SPACE, WarmStartedStrategyTest::value, seed)
              .run(new TpeStrategy(), 40);
      List<EarlierTrial> earlier = EarlierTrial.of(first.trials(), CRITERIA, Map.of(), CRITERIA);
      SimulatedStudy second =
          study(shifted).run(new WarmStartedStrategy(earlier, new TpeStrategy()), 1);
      assertThat(second.best()).isEqualTo(first.best());
    }
  }

  @Test
  void withoutEarlierTrialsItIsTheOtherStrategy() {
    TestProblems.Problem problem = TestProblems.branin();
    SimulatedStudy plain =
        SimulatedStudy.minimizing(problem.space(), problem.function(), 4)
            .run(new TpeStrategy(), 25);
    assertThat(
            SimulatedStudy.minimizing(problem.space(), problem.function(), 4)
                .run(new WarmStartedStrategy(List.of(), new TpeStrategy()), 25)
                .trials())
        .isEqualTo(plain.trials());
  }
}
