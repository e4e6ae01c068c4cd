package dev.nightjar.search.strategy.sobol;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An order in which to try a space, or a part of it, such that it is evenly covered whenever one
 * stops: that of the points of a scrambled Sobol sequence.
 *
 * <p>Where there are few configurations, many points decode to one that was tried. After {@value
 * #PASSES} times as many points as there are trials, what is left over is drawn at random. Points
 * that constraints forbid are passed over; in a space that has any, {@value #CONSTRAINED} times as
 * many are looked at.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class SobolOrder {

  private static final int PASSES = 4;

  /** Points looked at even if there are hardly any trials. */
  private static final int LEAST = 1024;

  private static final int CONSTRAINED = 32;

  /**
   * How far one got: all points below {@code index} were tried or are forbidden. Trials never leave
   * a history, so this stays true of the same one; of another nothing is known.
   */
  private record Progress(History history, SearchSpace part, int index) {
    boolean isOf(History history, SearchSpace part) {
      return this.history == history && this.part.equals(part);
    }
  }

  private final long seed;
  private Optional<SobolSequence> sequence = Optional.empty();
  private Optional<Progress> progress = Optional.empty();

  /**
   * An order.
   *
   * @param seed scrambles the sequence; the same for the whole life of a study
   */
  public SobolOrder(long seed) {
    this.seed = seed;
  }

  /**
   * The first point of the sequence that may be tried.
   *
   * @param part the history's space or a part of it
   * @param name the strategy's, for the suggestion's origin
   * @param random draws what is left over
   * @return empty if the part is used up
   */
  public Optional<Suggestion> next(
      History history, SearchSpace part, String name, RandomGenerator random) {
    if (part.dimension() == 0) { // One configuration, no sequence.
      return left(history, part, name, random);
    }
    SobolSequence points = sequence(part.dimension());
    int begin = progress.filter(p -> p.isOf(history, part)).map(Progress::index).orElse(0);
    int factor = history.space().constraints().isEmpty() ? 1 : CONSTRAINED;
    long end = Math.min(Integer.MAX_VALUE, factor * ((long) PASSES * history.size() + LEAST));
    for (int i = begin; i < end; i++) {
      Configuration configuration = part.decode(points.point(i, seed));
      if (history.mayTry(configuration)) {
        progress = Optional.of(new Progress(history, part, i));
        return Optional.of(new Suggestion(configuration, name + ": point " + i));
      }
    }
    return left(history, part, name, random);
  }

  private static Optional<Suggestion> left(
      History history, SearchSpace part, String name, RandomGenerator random) {
    return Untried.any(history, part, random)
        .map(c -> new Suggestion(c, name + ": what is left, at random"));
  }

  /** Only the direction numbers are kept; they depend on the dimension alone. */
  private SobolSequence sequence(int dimension) {
    if (sequence.isEmpty() || sequence.get().dimension() != dimension) {
      sequence = Optional.of(new SobolSequence(dimension));
    }
    return sequence.get();
  }
}
