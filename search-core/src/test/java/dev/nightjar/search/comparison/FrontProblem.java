package dev.nightjar.search.comparison;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Two functions of six floats to be minimised together, whose Pareto front is known: the shapes of
 * front of E. Zitzler, K. Deb and L. Thiele, "Comparison of Multiobjective Evolutionary Algorithms:
 * Empirical Results", 2000, without local ones.
 */
public enum FrontProblem {
  /** Convex: f₂ = 1 − √f₁. */
  ZDT1(share -> 1 - Math.sqrt(share), 11.0 / 3),
  /** Concave: f₂ = 1 − f₁². */
  ZDT2(share -> 1 - share * share, 10.0 / 3);

  /** What is optimised. */
  public static final List<Criterion> CRITERIA =
      List.of(Criterion.minimize("f1"), Criterion.minimize("f2"));

  private static final int DIMENSION = 6;

  /** What is searched: the unit cube. */
  public static final SearchSpace SPACE =
      new SearchSpace(
          IntStream.range(0, DIMENSION)
              .<Parameter>mapToObj(i -> FloatParameter.linear("x" + i, 0, 1))
              .toList());

  /** The reference point is (1, this). */
  private static final double REFERENCE = 4;

  @SuppressWarnings("ImmutableEnumChecker") // A function without state.
  private final UnaryOperator<Double> shape;

  private final double wholeVolume;

  FrontProblem(UnaryOperator<Double> shape, double wholeVolume) {
    this.shape = shape;
    this.wholeVolume = wholeVolume;
  }

  /** The two values of a configuration. */
  public List<Double> values(Configuration c) {
    double rest =
        IntStream.range(1, DIMENSION).mapToDouble(i -> c.number("x" + i)).sum() / (DIMENSION - 1);
    double g = 1 + 9 * rest;
    return List.of(c.number("x0"), g * shape.apply(c.number("x0") / g));
  }

  /** A completed trial's outcome. */
  public Outcome outcome(Configuration c) {
    return new Outcome.Completed(values(c), Map.of(), OptionalInt.empty());
  }

  /** A study without trials. */
  public SimulatedStudy study(long seed) {
    return new SimulatedStudy(SPACE, CRITERIA, this::outcome, seed);
  }

  /** The {@link #hypervolume} of ten studies, negative, so that small is good. */
  public List<Double> lostVolumes(Strategy strategy, int trials) {
    return IntStream.range(0, 10)
        .mapToObj(seed -> -hypervolume(study(seed).run(strategy, trials).history()))
        .toList();
  }

  /**
   * The area that the completed trials dominate below the reference point (1, 4), as a share of the
   * area that the true front dominates; from 0 to 1.
   */
  public double hypervolume(History history) {
    List<List<Double>> values =
        new ArrayList<>(history.completed().stream().map(f -> f.outcome().values()).toList());
    values.sort(Comparator.comparing(v -> v.get(0)));
    double volume = 0;
    double height = REFERENCE;
    for (List<Double> v : values) {
      if (v.get(1) < height) {
        volume += (1 - v.get(0)) * (height - v.get(1));
        height = v.get(1);
      }
    }
    return volume / wholeVolume;
  }
}
