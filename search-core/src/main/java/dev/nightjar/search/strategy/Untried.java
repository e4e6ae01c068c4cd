package dev.nightjar.search.strategy;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.History;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps every strategy's promise that no configuration is suggested again, tried or running, while
 * an untried one exists, and that a used-up space is noticed.
 *
 * <p>A strategy that finds its own draws tried before, or forbidden by a constraint, asks here. A
 * few uniform draws come first; if none of them may be tried, the tree of configurations is walked
 * from a random start, one value after the other, to the first leaf that may. Every leaf the walk
 * passes is a configuration of the history, so the walk costs at most as many look-ups as there are
 * trials, however large the space.
 *
 * <p>Where there are constraints, draws that they forbid are repeated, up to {@value
 * #CONSTRAINED_DRAWS} in all, and the walk turns back as soon as the values chosen break one. It
 * does so 10,000 times at most and then gives up: of a larger space, of which the constraints leave
 * hardly anything, what is left may not be found.
 */
public final class Untried {

  /** Uniform draws before the tree is walked; in a space that is half used up 2^-64 get there. */
  private static final int UNIFORM_DRAWS = 64;

  /** Draws in all, those that constraints forbid among them. */
  private static final int CONSTRAINED_DRAWS = 2000;

  private Untried() {}

  /**
   * A new configuration, uniform over the unit cube's untried and allowed part unless nearly all is
   * used up or forbidden.
   *
   * @return empty if the space is used up
   */
  public static Optional<Configuration> any(History history, RandomGenerator random) {
    return any(history, history.space(), random);
  }

  /**
   * The same within a part of the history's space, such as a grid over it.
   *
   * @return empty if the part is used up
   */
  public static Optional<Configuration> any(
      History history, SearchSpace part, RandomGenerator random) {
    return any(history, part, Map.of(), random);
  }

  /**
   * The same with some values given and the others drawn.
   *
   * @param given values by the name of their parameter; where that is inactive they are left out
   * @return empty if everything with these values is used up
   * @throws IllegalArgumentException if a value is outside its parameter's domain
   */
  public static Optional<Configuration> with(
      Configuration given, History history, RandomGenerator random) {
    return any(history, history.space(), given.values(), random);
  }

  private static Optional<Configuration> any(
      History history, SearchSpace part, Map<String, Object> given, RandomGenerator random) {
    int allowed = 0;
    for (int i = 0; i < CONSTRAINED_DRAWS && allowed < UNIFORM_DRAWS; i++) {
      Configuration configuration =
          part.choose(
              parameter ->
                  given.containsKey(parameter.name())
                      ? given.get(parameter.name())
                      : parameter.fromUnit(random.nextDouble()));
      if (history.space().allows(configuration)) {
        allowed++;
        if (!history.tried(configuration)) {
          return Optional.of(configuration);
        }
      }
    }
    return new UntriedWalk(history, part, given, random).first();
  }
}
