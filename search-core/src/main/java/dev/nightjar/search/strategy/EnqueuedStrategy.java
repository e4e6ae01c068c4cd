package dev.nightjar.search.strategy;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Tries configurations that somebody has chosen first, in their order, and then leaves the search
 * to another strategy, which learns from them as from its own. A configuration may name some of the
 * parameters only; the others are drawn.
 *
 * <p>What was tried already follows from the history: its enqueued trials, by number, are each
 * taken for the first configuration of the list whose values they have. So a resumed study goes on
 * where it ended, and configurations that were added to the list since are tried next. One that can
 * only lead to what was tried is passed over.
 */
public final class EnqueuedStrategy implements Strategy {

  /** Where its own suggestions come from. */
  public static final String ORIGIN = "enqueued";

  private final List<Configuration> configurations;
  private final String origin;
  private final Strategy afterwards;

  /**
   * A list to be tried, and who suggests afterwards.
   *
   * @param configurations values by name; parameters that are not named are drawn
   */
  public EnqueuedStrategy(List<Configuration> configurations, Strategy afterwards) {
    this(configurations, ORIGIN, afterwards);
  }

  /**
   * The same of configurations that somebody else has chosen.
   *
   * @param origin of their suggestions, which tells them from those of other strategies
   */
  public EnqueuedStrategy(List<Configuration> configurations, String origin, Strategy afterwards) {
    this.configurations = List.copyOf(configurations);
    this.origin = origin;
    this.afterwards = afterwards;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a configuration names what is no parameter of the space, or
   *     has a value outside its domain
   */
  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    for (Configuration next : pending(history)) {
      next.values().keySet().forEach(history.space()::parameter);
      Optional<Configuration> complete = Untried.with(next, history, random);
      if (complete.isPresent()) {
        return Optional.of(new Suggestion(complete.get(), origin));
      }
    }
    return afterwards.suggest(history, random);
  }

  private List<Configuration> pending(History history) {
    List<Configuration> pending = new ArrayList<>(configurations);
    for (Trial trial : enqueued(history)) {
      pending.stream().filter(c -> ledTo(c, trial)).findFirst().ifPresent(pending::remove);
    }
    return pending;
  }

  private List<Trial> enqueued(History history) {
    Stream<Trial> finished =
        Stream.of(history.completed(), history.pruned(), history.failed())
            .flatMap(List::stream)
            .map(Finished::trial);
    return Stream.concat(finished, history.running().stream())
        .filter(trial -> trial.spec().origin().equals(origin))
        .sorted(Comparator.comparingInt(Trial::number))
        .toList();
  }

  /** Whether a trial has the values, apart from those of parameters that are inactive in it. */
  private static boolean ledTo(Configuration configuration, Trial trial) {
    return configuration.values().entrySet().stream()
        .allMatch(
            value ->
                trial
                    .configuration()
                    .get(value.getKey())
                    .map(value.getValue()::equals)
                    .orElse(true));
  }
}
