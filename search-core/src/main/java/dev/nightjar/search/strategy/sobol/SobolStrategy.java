package dev.nightjar.search.strategy.sobol;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.Untried;
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
 * inactive parameters are skipped, so that a branch's points are spread too. Where a space has few
 * configurations many points decode to one that was tried: after {@value #PASSES} passes over as
 * many points as there are trials, what is left over is drawn at random.
 *
 * <p>The generator that {@link #suggest} gets is another one for each suggestion, and a sequence
 * needs one seed for all of them: it is given here, and should be the study's.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class SobolStrategy implements Strategy {

  private static final int PASSES = 4;

  /** Points looked at even if there are hardly any trials. */
  private static final int LEAST = 1024;

  private final long studySeed;
  private Optional<SobolSequence> sequence = Optional.empty();

  /**
   * The strategy of one study.
   *
   * @param studySeed scrambles the sequence; the same for the whole life of a study
   */
  public SobolStrategy(long studySeed) {
    this.studySeed = studySeed;
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    SearchSpace space = history.space();
    SobolSequence points = sequence(space.dimension());
    long end = (long) PASSES * history.size() + LEAST;
    for (int i = 0; i < end && i < Integer.MAX_VALUE; i++) {
      Configuration configuration = space.decode(points.point(i, studySeed));
      if (!history.tried(configuration)) {
        return Optional.of(new Suggestion(configuration, "sobol: point " + i));
      }
    }
    return Untried.any(history, random).map(c -> new Suggestion(c, "sobol: the rest, at random"));
  }

  /** Only the direction numbers are kept; they depend on the dimension alone. */
  private SobolSequence sequence(int dimension) {
    if (sequence.isEmpty() || sequence.get().dimension() != dimension) {
      sequence = Optional.of(new SobolSequence(dimension));
    }
    return sequence.get();
  }
}
