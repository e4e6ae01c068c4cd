package dev.nightjar.search.strategy;

import dev.nightjar.search.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Suggests what to try next.
 *
 * <p>A suggestion is a function of the arguments alone: the same history and a generator in the
 * same state give the same suggestion, in any process. What a strategy caches it must be able to
 * rebuild from the history. Suggestions lie inside the space, meet its constraints, have the active
 * parameters only, and repeat no configuration of the history while an untried one exists among
 * those that the strategy would try: {@link History#mayTry}.
 */
@FunctionalInterface
public interface Strategy {

  /**
   * The next configuration.
   *
   * @param history all trials so far, running ones included
   * @param random a generator seeded for this one suggestion
   * @return empty if the space is used up, or what the strategy would ever try of it, such as a
   *     grid
   */
  Optional<Suggestion> suggest(History history, RandomGenerator random);
}
