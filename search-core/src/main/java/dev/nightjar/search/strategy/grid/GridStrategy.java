package dev.nightjar.search.strategy.grid;

import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.sobol.SobolOrder;
import dev.nightjar.search.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tries every configuration of a grid once and ends. A finite space is its own grid, unless a whole
 * number has very many values; floats and such whole numbers are cut into {@code points} values at
 * equal distances on their own scale, both bounds included, and the values that conditions name.
 * Parameters inside a branch multiply that branch alone.
 *
 * <p>The order is not the reader's, value after value of the last parameter, but that of a
 * scrambled Sobol sequence, so that a grid that is interrupted has been over the whole space,
 * evenly. It depends on the study's seed and on nothing else.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class GridStrategy implements Strategy {

  /** Values of a float unless another number is given. */
  public static final int DEFAULT_POINTS = 10;

  /** The most values a float can be cut into. */
  public static final int MAX_POINTS = 1000;

  private final int points;
  private final SobolOrder order;

  /**
   * The strategy of one study.
   *
   * @param studySeed mixes the order; the same for the whole life of a study
   * @param points values of a float, from 2 to {@link #MAX_POINTS}
   * @throws IllegalArgumentException if there are fewer or more
   */
  public GridStrategy(long studySeed, int points) {
    if (points < 2 || points > MAX_POINTS) {
      throw new IllegalArgumentException(
          "points is " + points + " but must be from 2 to " + MAX_POINTS);
    }
    this.points = points;
    this.order = new SobolOrder(studySeed);
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    return order.next(history, Grid.over(history.space(), points), "grid", random);
  }
}
