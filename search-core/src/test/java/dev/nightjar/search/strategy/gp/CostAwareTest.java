package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.run.AskTell;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.SimulatedClock;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.MannWhitney;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CostAwareTest {

  private static final SearchSpace SPACE =
      SearchSpace.of(
          FloatParameter.linear("x", -2, 3),
          FloatParameter.linear("y", 0, 5),
          FloatParameter.log("epochs", 1, 100));

  private static final double TARGET = 0.1;
  private static final int MOST_TRIALS = 60;
  private static final int RANDOM_TRIALS = 8;

  /** A bowl with ripples, a little lower where training is longer; a trial takes its epochs. */
  private static double loss(Configuration c) {
    double x = c.number("x") - 1;
    double y = c.number("y") - 4;
    return 0.3 * (x * x + y * y)
        + 0.1 * (2 - Math.cos(3 * x) - Math.cos(3 * y))
        + 0.05 / Math.sqrt(c.number("epochs"));
  }

  private static final class Simulation {
    final SimulatedClock clock = new SimulatedClock();
    final AskTell search;
    final ToDoubleFunction<Configuration> seconds;

    Simulation(Strategy strategy, ToDoubleFunction<Configuration> seconds, long seed) {
      this.seconds = seconds;
      search =
          new AskTell(
              SPACE, List.of(Criterion.minimize("loss")), strategy, Pruner.NONE, seed, clock);
    }

    /** Runs one trial and gives its loss. */
    double step() {
      Trial trial = search.ask().orElseThrow();
      clock.advance(seconds.applyAsDouble(trial.configuration()));
      double loss = loss(trial.configuration());
      search.tell(trial.number(), search.completed(List.of(loss)));
      return loss;
    }
  }

  /**
   * Simulated seconds until a loss is as good as the target, without those of the first eight
   * trials, which are random and the same for both strategies; 0 if one of these is as good.
   */
  private static double secondsToTarget(Strategy strategy, long seed) {
    Simulation simulation = new Simulation(strategy, c -> c.number("epochs"), seed);
    double start = 0;
    for (int i = 0; i < MOST_TRIALS; i++) {
      double loss = simulation.step();
      start = i < RANDOM_TRIALS ? simulation.clock.seconds() : start;
      if (loss <= TARGET) {
        return simulation.clock.seconds() - start;
      }
    }
    return Double.MAX_VALUE;
  }

  /** If it made no difference, this would pass by chance once in 1,000. */
  @Test
  void reachesATargetInLessTime() {
    List<Double> minding =
        LongStream.range(0, 20)
            .mapToObj(
                seed ->
                    secondsToTarget(
                        GpStrategy.mindingDurations(
                            new TimeBudget(Optional.empty(), OptionalInt.of(MOST_TRIALS))),
                        seed))
            .toList();
    List<Double> plain =
        LongStream.range(0, 20).mapToObj(seed -> secondsToTarget(new GpStrategy(), seed)).toList();
    assertThat(MannWhitney.score(minding, plain)).isGreaterThan(3.09);
  }

  /** Where all trials take the same it is the plain strategy. */
  @Test
  void equalDurationsChangeNothing() {
    Simulation minding =
        new Simulation(GpStrategy.mindingDurations(TimeBudget.UNKNOWN), c -> 10, 3);
    Simulation plain = new Simulation(new GpStrategy(), c -> 10, 3);
    for (int i = 0; i < 20; i++) {
      assertThat(minding.step()).isEqualTo(plain.step());
    }
  }

  /** Twenty seconds are left, in which none of more than 20 epochs ends. */
  @Test
  void doesNotSuggestWhatWillNotEndInTime() {
    Simulation simulation = new Simulation(new GpStrategy(), c -> c.number("epochs"), 5);
    for (int i = 0; i < 25; i++) {
      simulation.step();
    }
    Duration spent = TimeBudget.elapsed(simulation.search.history());
    assertThat(spent.toNanos() / 1e9).isCloseTo(simulation.clock.seconds(), within(1e-3));
    Strategy minding =
        GpStrategy.mindingDurations(
            new TimeBudget(Optional.of(spent.plusSeconds(20)), OptionalInt.empty()));
    for (long seed = 0; seed < 10; seed++) {
      Configuration suggested =
          minding
              .suggest(simulation.search.history(), Seeds.ofSuggestion(seed, 0))
              .orElseThrow()
              .configuration();
      // Predictions are a few percent off.
      assertThat(suggested.number("epochs")).isLessThan(22);
    }
  }

  @Test
  void sharesAreOfTheNearerLimit() {
    Simulation simulation = new Simulation(new GpStrategy(), c -> 10, 1);
    simulation.step();
    simulation.step();
    assertThat(TimeBudget.UNKNOWN.shareLeft(simulation.search.history())).isEqualTo(1);
    assertThat(TimeBudget.UNKNOWN.secondsLeft(simulation.search.history())).isInfinite();
    TimeBudget both = new TimeBudget(Optional.of(Duration.ofSeconds(80)), OptionalInt.of(20));
    assertThat(both.shareLeft(simulation.search.history())).isCloseTo(0.75, within(1e-9));
    assertThat(both.secondsLeft(simulation.search.history())).isCloseTo(60, within(1e-6));
  }
}
