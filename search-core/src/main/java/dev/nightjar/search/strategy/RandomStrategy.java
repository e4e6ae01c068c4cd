package dev.nightjar.search.strategy;

import dev.nightjar.search.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws uniformly from the unit cube: floats uniform on their scale, every whole number and every
 * category with its share. Reads the history only to avoid what was tried.
 */
public final class RandomStrategy implements Strategy {

  /** Where its suggestions come from. */
  public static final String ORIGIN = "random";

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    return Untried.any(history, random).map(c -> new Suggestion(c, ORIGIN));
  }
}
