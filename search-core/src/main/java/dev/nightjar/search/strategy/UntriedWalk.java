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
 * One walk through the tree of configurations, one value after the other from a random start, to
 * the first leaf that may be tried. It turns back where the values chosen so far break a
 * constraint.
 */
final class UntriedWalk {

  /** Fresh values of a continuous parameter the walk looks at before it calls the range used up. */
  private static final int CONTINUOUS_DRAWS = 16;

  /** The walk turns back from constraints so often, then gives up. */
  private static final int MOST_FORBIDDEN = 10_000;

  private final History history;
  private final Map<String, Object> given;
  private final RandomGenerator random;
  private final SearchSpace part;
  private final List<Parameter> parameters;
  private final boolean constrained;
  private final Map<String, Object> chosen = new HashMap<>();
  private int forbidden;

  /**
   * A walk to be made.
   *
   * @param part the history's space or a part of it
   * @param given values that are not to be walked over, by name
   */
  UntriedWalk(
      History history, SearchSpace part, Map<String, Object> given, RandomGenerator random) {
    this.history = history;
    this.part = part;
    this.given = given;
    this.random = random;
    this.parameters = part.parentsFirst();
    this.constrained = !history.space().constraints().isEmpty();
  }

  /** The first leaf that may be tried. */
  Optional<Configuration> first() {
    return from(0);
  }

  private Optional<Configuration> from(int position) {
    if (position == parameters.size()) {
      Configuration configuration = part.choose(parameter -> chosen.get(parameter.name()));
      return history.mayTry(configuration) ? Optional.of(configuration) : Optional.empty();
    }
    Parameter parameter = parameters.get(position);
    Optional<Condition> condition = parameter.condition();
    if (condition.isPresent() && !condition.get().holds(chosen)) {
      return from(position + 1);
    }
    Optional<Object> fixed = Optional.ofNullable(given.get(parameter.name()));
    boolean discrete = parameter.cardinality().isPresent();
    long values = fixed.isPresent() ? 1 : parameter.cardinality().orElse(CONTINUOUS_DRAWS);
    long start = discrete && fixed.isEmpty() ? random.nextLong(values) : 0;
    for (long i = 0; i < values && forbidden < MOST_FORBIDDEN; i++) {
      Object value =
          fixed.isPresent()
              ? fixed.get()
              : discrete
                  ? parameter.valueAt((start + i) % values)
                  : parameter.fromUnit(random.nextDouble());
      chosen.put(parameter.name(), value);
      if (constrained && !history.space().allows(new Configuration(chosen))) {
        forbidden++;
        continue;
      }
      Optional<Configuration> found = from(position + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    chosen.remove(parameter.name());
    return Optional.empty();
  }
}
