package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import java.util.List;

/**
 * What is searched, and how, where somebody else's program runs the trials.
 *
 * @param space what is searched; its parameters may have any name
 * @param enqueue tried first, in this order, each with some or all of the space's parameters
 * @param criteria what is optimised, at least one, none twice
 * @param strategy how to search
 * @param pruner which trials are not worth going on
 * @param seed seeds the suggestions
 */
public record SearchDefinition(
    SearchSpace space,
    List<Configuration> enqueue,
    List<Criterion> criteria,
    StrategySpec strategy,
    PrunerSpec pruner,
    long seed) {

  /** The metric of a file that names none. */
  public static final String DEFAULT_METRIC = "value";

  /** Copies. */
  public SearchDefinition {
    enqueue = List.copyOf(enqueue);
    criteria = List.copyOf(criteria);
  }
}
