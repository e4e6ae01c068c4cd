package dev.nightjar.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

  private static final List<Criterion> LOSS_AND_ACCURACY =
      List.of(Criterion.minimize("loss"), Criterion.maximize("accuracy"));

  private static Trial trial(int number, Outcome outcome) {
    TrialSpec spec =
        new TrialSpec(number, 1, TrialRole.SEARCH, "test", new Configuration(Map.of()), 1);
    return Trial.running(spec, Instant.EPOCH)
        .ended(outcome, Instant.EPOCH, Duration.ZERO, Optional.empty());
  }

  private static Trial trial(int number, Double... values) {
    return trial(number, new Outcome.Completed(List.of(values), Map.of(), OptionalInt.empty()));
  }

  private static List<Integer> front(Trial... trials) {
    return ParetoFront.of(LOSS_AND_ACCURACY, List.of(trials)).stream().map(Trial::number).toList();
  }

  @Test
  void hasWhomNobodyDominatesByEachGoalBestFirst() {
    assertThat(
            front(trial(0, 0.5, 0.6), trial(1, 0.9, 0.9), trial(2, 0.7, 0.5), trial(3, 0.6, 0.7)))
        .containsExactly(0, 3, 1);
  }

  @Test
  void equalsAreBothThereAndATieGoesToTheNextCriterion() {
    assertThat(front(trial(0, 0.5, 0.6), trial(1, 0.5, 0.6))).containsExactly(0, 1);
    assertThat(front(trial(0, 0.5, 0.6), trial(1, 0.5, 0.7))).containsExactly(1);
  }

  @Test
  void whoDidNotCompleteIsNotThere() {
    assertThat(front(trial(0, new Outcome.Failed("no")), trial(1, new Outcome.Pruned("slow"))))
        .isEmpty();
  }

  /** Against the definition, in three orders of arrival, with ties. */
  @Test
  void doesNotDependOnTheOrderOfArrival() {
    Random random = new Random(3);
    List<Trial> trials =
        new ArrayList<>(
            IntStream.range(0, 60)
                .mapToObj(i -> trial(i, (double) random.nextInt(12), (double) random.nextInt(12)))
                .toList());
    List<Trial> expected =
        trials.stream()
            .filter(
                t -> trials.stream().noneMatch(o -> ParetoFront.dominates(losses(o), losses(t))))
            .sorted(ParetoFront.bestFirst(LOSS_AND_ACCURACY))
            .toList();
    assertThat(expected).hasSizeBetween(2, 59);
    for (int i = 0; i < 3; i++) {
      assertThat(ParetoFront.of(LOSS_AND_ACCURACY, trials)).isEqualTo(expected);
      boolean[] undominated =
          ParetoFront.undominated(
              trials.stream().map(ParetoFrontTest::losses).toArray(double[][]::new));
      assertThat(
              IntStream.range(0, trials.size()).filter(n -> undominated[n]).mapToObj(trials::get))
          .containsExactlyInAnyOrderElementsOf(expected);
      Collections.shuffle(trials, random);
    }
  }

  private static double[] losses(Trial trial) {
    return ParetoFront.losses(LOSS_AND_ACCURACY, trial.completed().orElseThrow());
  }

  @Test
  void aTargetIsReachedWhenAllThereAreAreReachedAtOnce() {
    Criterion loss = new Criterion("loss", Goal.MINIMIZE, OptionalDouble.of(0.5));
    Criterion accuracy = new Criterion("accuracy", Goal.MAXIMIZE, OptionalDouble.of(0.9));
    Criterion size = Criterion.minimize("size");
    assertThat(Criterion.allReached(List.of(size), List.of(1.0))).isFalse();
    assertThat(Criterion.allReached(List.of(size, loss), List.of(9.0, 0.5))).isTrue();
    assertThat(Criterion.allReached(List.of(loss, accuracy), List.of(0.5, 0.8))).isFalse();
    assertThat(Criterion.allReached(List.of(loss, accuracy), List.of(0.6, 0.95))).isFalse();
    assertThat(Criterion.allReached(List.of(loss, accuracy), List.of(0.4, 0.9))).isTrue();
  }
}
