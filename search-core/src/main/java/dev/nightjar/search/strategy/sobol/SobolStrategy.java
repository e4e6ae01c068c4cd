package dev.nightjar.search.strategy.sobol;

import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Goes through the points of a scrambled Sobol sequence in order: as blind as random search, and
 * spread more evenly over every range. Of the first 2ᵏ trials each float has one value in each of
 * 2ᵏ equal parts of its scale.
 *
 * <p>The suggestion is the first point of the sequence whose configuration was not tried, so a
 * resumed study goes on in the same sequence. Each parameter has its own coordinate; those of
 * inactive parameters are skipped, so that a branch's points are spread too. What is left over in a
 * space that is nearly used up is drawn at random.
 *
 * <p>The generator that {@link #suggest} gets is another one for each suggestion, and a sequence
 * needs one seed for all of them: it is given here, and should be the study's.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class SobolStrategy implements Strategy {

  private final SobolOrder order;

  /**
   * The strategy of one study.
   *
   * @param studySeed scrambles the sequence; the same for the whole life of a study
   */
  public SobolStrategy(long studySeed) {
    this.order = new SobolOrder(studySeed);
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    return order.next(history, history.space(), "sobol", random);
  }
}
