package dev.nightjar.search.strategy.evolution;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Ranking;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.History;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The covariance matrix adaptation evolution strategy, CMA-ES, for spaces of numbers. It learns the
 * scales of the parameters and how they depend on each other, and needs a few hundred trials for
 * that.
 *
 * <p>The distribution to draw from is computed anew from the history for each suggestion: the
 * finished trials, by number, are its generations, λ after λ, whoever suggested them. So several
 * workers never wait for each other, a resumed study goes on as if it had never stopped, and the
 * trials of a generation that is not complete yet are more draws from the same distribution. Within
 * a generation trials are ranked as {@link Ranking} does, failed ones last; one in which every
 * trial failed teaches nothing.
 *
 * <p>Whole numbers are rounded. So that none is stuck when the distribution becomes narrower than
 * its steps, each leaves the mean's value with a probability of at least 2/(nλ), as in R. Hamano
 * and others, CMA-ES with Margin (2022). What lies outside the unit cube is drawn again, and put on
 * its bound if that fails too often.
 *
 * <p>When the distribution has converged, the search begins elsewhere with twice the population (A.
 * Auger and N. Hansen, A Restart CMA Evolution Strategy With Increasing Population Size, 2005).
 *
 * <p>A suggestion costs n³ for every generation that is new to the strategy.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class EvolutionStrategy implements Strategy {

  /** Draws before the distribution's surroundings are taken to be used up. */
  private static final int DRAWS = 64;

  /** Draws after which the distribution is widened from draw to draw. */
  private static final int NARROW_DRAWS = 32;

  private static final double WIDENING = 1.2;

  /** Draws outside the unit cube, for each dimension, before one is put on its bound. */
  private static final int OUTSIDE_DRAWS = 10;

  private final EvolutionSettings settings;
  private Optional<Lineage> lineage = Optional.empty();

  /** With the default settings. */
  public EvolutionStrategy() {
    this(EvolutionSettings.defaults());
  }

  /** With these settings. */
  public EvolutionStrategy(EvolutionSettings settings) {
    this.settings = settings;
  }

  /** Whether this strategy can search a parameter: a number that is always active. */
  public static boolean takes(Parameter parameter) {
    return !(parameter instanceof CategoricalParameter) && parameter.condition().isEmpty();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the space has choices or conditions
   */
  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    SearchSpace space = history.space();
    List<String> others =
        space.parameters().stream().filter(p -> !takes(p)).map(Parameter::name).toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "evolution searches numbers that are always active, not " + String.join(", ", others));
    }
    if (space.dimension() > 0) {
      Distribution distribution = lineage(space).after(history);
      String origin =
          String.format(
              Locale.ROOT,
              "evolution: generation %d, sigma %.2g",
              distribution.generation(),
              distribution.sigma());
      for (int i = 0; i < DRAWS; i++) {
        double scale = Math.pow(WIDENING, Math.max(0, i - NARROW_DRAWS));
        Configuration drawn = space.decode(draw(space, distribution, scale, random));
        if (history.mayTry(drawn)) {
          return Optional.of(new Suggestion(drawn, origin));
        }
      }
    }
    return Untried.any(history, random)
        .map(c -> new Suggestion(c, "evolution: around the mean all is tried, so at random"));
  }

  private Lineage lineage(SearchSpace space) {
    if (lineage.isEmpty() || !lineage.get().space().equals(space)) {
      lineage = Optional.of(new Lineage(space, settings));
    }
    return lineage.get();
  }

  private static double[] draw(
      SearchSpace space, Distribution distribution, double scale, RandomGenerator random) {
    double[] point = distribution.draw(scale, random);
    for (int i = 0; i < OUTSIDE_DRAWS * point.length && !inside(point); i++) {
      point = distribution.draw(scale, random);
    }
    for (int i = 0; i < point.length; i++) {
      point[i] = clamp(point[i]);
      Parameter parameter = space.parameters().get(i);
      if (parameter instanceof IntParameter whole
          && random.nextDouble() < 2.0 / (point.length * distribution.population())) {
        point[i] =
            leave(whole, (Long) whole.fromUnit(clamp(distribution.mean(i))), point[i], random);
      }
    }
    return point;
  }

  /** A place beside the value, if the one drawn is not. */
  private static double leave(
      IntParameter parameter, long value, double drawn, RandomGenerator random) {
    long beside = random.nextBoolean() ? value + parameter.step() : value - parameter.step();
    boolean stuck = parameter.fromUnit(drawn).equals(value);
    return stuck && parameter.contains(beside) ? parameter.toUnit(beside) : drawn;
  }

  private static boolean inside(double[] point) {
    for (double u : point) {
      if (u < 0 || u > 1) {
        return false;
      }
    }
    return true;
  }

  private static double clamp(double u) {
    return Math.max(0, Math.min(1, u));
  }
}
