package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.History;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;

/**
 * Arbiter's generators as strategies, over any search space.
 *
 * <p>Arbiter's keep their place in a sequence that dies with the process. These are functions of
 * the history and the generator of random numbers, as strategies are, so a study can be resumed.
 * Arbiter's genetic generator is not among them: it takes no notice of the seed it is given, and
 * its genes of inactive parameters are in no history.
 */
public final class ArbiterStrategy {

  /** As many points of a grid are held in memory at most. */
  private static final int MAX_GRID = 100_000;

  /** Draws that hit what was tried, before the untried is looked for in order. */
  private static final int DRAWS = 64;

  private ArbiterStrategy() {}

  /** Arbiter's {@code RandomSearchGenerator}, seeded for each suggestion. */
  public static Strategy random() {
    return new Draws();
  }

  /**
   * Arbiter's {@code GridSearchCandidateGenerator}: its points one after the other, or in random
   * order, until all were tried. Of a parameter that a condition leaves out, points differ in
   * nothing; of those one is tried.
   *
   * @param discretizationCount how many values of a float, or at most of an int, the grid has; at
   *     least 1. Choices have all
   * @param mode the order
   */
  public static Strategy grid(int discretizationCount, GridSearchCandidateGenerator.Mode mode) {
    if (discretizationCount < 1) {
      throw new IllegalArgumentException(
          "the discretization count of a grid must be at least 1, not " + discretizationCount);
    }
    return new GridSearch(discretizationCount, mode);
  }

  private static final class Draws implements Strategy {
    @Override
    public Optional<Suggestion> suggest(History history, RandomGenerator random) {
      GeneratorSpace space = new GeneratorSpace(history.space());
      RandomSearchGenerator generator = new RandomSearchGenerator(space);
      generator.setRngSeed(random.nextLong());
      for (int i = 0; i < DRAWS; i++) {
        Configuration drawn = space.configuration(generator.getCandidate());
        if (history.mayTry(drawn)) {
          return Optional.of(new Suggestion(drawn, "arbiter: random"));
        }
      }
      return Untried.any(history, random).map(c -> new Suggestion(c, "arbiter: random, untried"));
    }
  }

  private static final class GridSearch implements Strategy {
    private final int discretizationCount;
    private final GridSearchCandidateGenerator.Mode mode;

    /** The last grid that was searched; another space, or another process, makes it anew. */
    private Optional<Grid> last = Optional.empty();

    GridSearch(int discretizationCount, GridSearchCandidateGenerator.Mode mode) {
      this.discretizationCount = discretizationCount;
      this.mode = mode;
    }

    private record Grid(SearchSpace space, List<Configuration> points) {}

    @Override
    public Optional<Suggestion> suggest(History history, RandomGenerator random) {
      List<Configuration> points = points(history.space());
      int start = 0;
      if (mode == GridSearchCandidateGenerator.Mode.RandomOrder) {
        for (int i = 0; i < DRAWS; i++) {
          start = random.nextInt(points.size());
          if (history.mayTry(points.get(start))) {
            break;
          }
        }
      }
      for (int i = 0; i < points.size(); i++) {
        Configuration point = points.get((start + i) % points.size());
        if (history.mayTry(point)) {
          return Optional.of(
              new Suggestion(point, "arbiter: grid of " + points.size() + " points"));
        }
      }
      return Optional.empty();
    }

    private synchronized List<Configuration> points(SearchSpace space) {
      if (last.isEmpty() || !last.get().space().equals(space)) {
        last = Optional.of(new Grid(space, compute(space)));
      }
      return last.get().points();
    }

    /** Sequential in any case: Arbiter's random order is another in each process. */
    private List<Configuration> compute(SearchSpace space) {
      GeneratorSpace arbiters = new GeneratorSpace(space);
      long size = arbiters.gridSize(discretizationCount);
      if (size > MAX_GRID) {
        throw new IllegalArgumentException(
            "a grid with discretization count "
                + discretizationCount
                + " has "
                + size
                + " points over these "
                + space.dimension()
                + " parameters; allowed are "
                + MAX_GRID
                + ": lower the count, fix some parameters, or use ArbiterStrategy.random()");
      }
      GridSearchCandidateGenerator generator =
          new GridSearchCandidateGenerator(
              arbiters,
              discretizationCount,
              GridSearchCandidateGenerator.Mode.Sequential,
              Map.of());
      Set<Configuration> distinct = new LinkedHashSet<>();
      while (generator.hasMoreCandidates()) {
        distinct.add(arbiters.configuration(generator.getCandidate()));
      }
      return new ArrayList<>(distinct);
    }
  }
}
