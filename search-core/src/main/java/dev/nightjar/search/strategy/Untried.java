package dev.nightjar.search.strategy;

import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps every strategy's promise that no configuration is suggested again, tried or running, while
 * an untried one exists, and that a used-up space is noticed.
 *
 * <p>A strategy that finds its own draws tried before asks here. A few uniform draws come first; if
 * they too were all tried, the tree of configurations is walked from a random start, one value
 * after the other, to the first leaf that is new. Every leaf the walk passes is a configuration of
 * the history, so the walk costs at most as many look-ups as there are trials, however large the
 * space.
 */
public final class Untried {

  /** Uniform draws before the tree is walked; in a space that is half used up 2^-64 get there. */
  private static final int UNIFORM_DRAWS = 64;

  /** Fresh values of a continuous parameter the walk looks at before it calls the range used up. */
  private static final int CONTINUOUS_DRAWS = 16;

  private Untried() {}

  /**
   * A new configuration, uniform over the unit cube's untried part unless nearly all is used up.
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
    for (int i = 0; i < UNIFORM_DRAWS; i++) {
      Configuration configuration = part.sample(random);
      if (!history.tried(configuration)) {
        return Optional.of(configuration);
      }
    }
    return walk(history, part, random, 0, new HashMap<>());
  }

  private static Optional<Configuration> walk(
      History history,
      SearchSpace space,
      RandomGenerator random,
      int position,
      Map<String, Object> chosen) {
    List<Parameter> parameters = space.parentsFirst();
    if (position == parameters.size()) {
      Configuration configuration = space.choose(parameter -> chosen.get(parameter.name()));
      return history.tried(configuration) ? Optional.empty() : Optional.of(configuration);
    }
    Parameter parameter = parameters.get(position);
    Optional<Condition> condition = parameter.condition();
    if (condition.isPresent() && !condition.get().holds(chosen)) {
      return walk(history, space, random, position + 1, chosen);
    }
    boolean discrete = parameter.cardinality().isPresent();
    long values = parameter.cardinality().orElse(CONTINUOUS_DRAWS);
    long start = discrete ? random.nextLong(values) : 0;
    for (long i = 0; i < values; i++) {
      Object value =
          discrete
              ? parameter.valueAt((start + i) % values)
              : parameter.fromUnit(random.nextDouble());
      chosen.put(parameter.name(), value);
      Optional<Configuration> found = walk(history, space, random, position + 1, chosen);
      if (found.isPresent()) {
        return found;
      }
    }
    chosen.remove(parameter.name());
    return Optional.empty();
  }
}
