package dev.nightjar.search.space;

import java.util.List;
import java.util.function.Predicate;

/**
 * What the values of several parameters must meet together, so that what cannot work, or cannot be
 * paid for, is never suggested.
 *
 * <p>A constraint is about the parameters it names and about no others. Where one of them has no
 * value, because it is inactive or not chosen yet, the constraint does not apply: it holds. So what
 * the values chosen so far break, no further choice can mend, and a walk through the space may turn
 * back at once.
 *
 * <p>Implementations are immutable, safe for use by several threads, and quick: a strategy asks
 * about thousands of configurations.
 */
public interface Constraint {

  /**
   * The constraint in words or signs, for people and for {@link SearchSpace#equals}: constraints of
   * the same text are taken to be the same.
   */
  String text();

  /** Whether the values meet it; true where a parameter that it names has none. */
  boolean holds(Configuration configuration);

  /**
   * A constraint in code.
   *
   * @param names of the parameters it is about
   * @param rule asked where all of them have a value
   */
  static Constraint on(List<String> names, String text, Predicate<Configuration> rule) {
    return new NamedConstraint(List.copyOf(names), text, rule);
  }
}
