package dev.nightjar.search.run;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.TrialSpec;
import java.util.Optional;

/**
 * Where trials run: in this process, in worker processes, on a cluster.
 *
 * <p>The runner never submits more than {@link #slots} trials at a time. Every submitted trial ends
 * with exactly one call of {@link TrialEvents#ended}, {@link TrialEvents#lost} or {@link
 * TrialEvents#returned}, whatever happens to the worker, unless the executor is closed first.
 *
 * <p>Where trials run on other hosts, they may go on when a runner ends ({@link #leave}), for the
 * next one to take over ({@link #adopt}).
 */
public interface TrialExecutor extends AutoCloseable {

  /** How many trials can run at once, at least 1; may change as hosts come and go. */
  int slots();

  /** Starts a trial and returns at once; what happens to it is told to {@code events}. */
  void submit(TrialSpec spec, TrialEvents events);

  /**
   * Takes over a trial that an earlier runner had submitted; from now on what happens to it is told
   * to {@code events}.
   *
   * @param lastEpoch the last epoch that is known of it, 0 for none; later ones are told
   * @return what had been decided about it; empty if it does not run here any more
   */
  default Optional<Decision> adopt(TrialSpec spec, int lastEpoch, TrialEvents events) {
    return Optional.empty();
  }

  /**
   * Lets go of a trial, since its runner was interrupted; nothing more is told of it.
   *
   * @return whether it goes on, for another runner to {@link #adopt}
   */
  default boolean leave(TrialSpec spec) {
    return false;
  }

  /**
   * Asks that a trial end soon, since nobody wants its result. It ends with a word as others do; an
   * executor that cannot end it lets it run on.
   */
  default void cancel(TrialSpec spec) {
    // Whoever cannot need not.
  }

  /** Stops what runs and frees everything; trials still running end without a word. */
  @Override
  void close();
}
