package dev.nightjar.search.trial;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import java.util.List;

/**
 * What strategies and pruners see of a study: a read-only view, separately typed by how trials
 * ended. Lists are ordered by trial number and hold search trials only. Implementations need not be
 * safe for use while another thread adds trials; the study's one loop does both.
 */
public interface History {

  /** What is searched. */
  SearchSpace space();

  /** What is optimised; at least one, the first being the one that ranks where one is needed. */
  List<Criterion> criteria();

  /** Trials that ran to their end. */
  List<Finished<Outcome.Completed>> completed();

  /** Trials that were stopped; their epochs tell how far they came. */
  List<Finished<Outcome.Pruned>> pruned();

  /** Trials that could not be evaluated. */
  List<Finished<Outcome.Failed>> failed();

  /** Trials that are waiting or running. */
  List<Trial> running();

  /** The number of search trials in all states. */
  int size();

  /** Whether some trial of any state has this configuration. */
  boolean tried(Configuration configuration);

  /**
   * Whether a strategy may suggest this configuration of the space: no trial has it, and no
   * constraint forbids it. The one test that every strategy puts its candidates to.
   */
  default boolean mayTry(Configuration configuration) {
    return space().allows(configuration) && !tried(configuration);
  }
}
