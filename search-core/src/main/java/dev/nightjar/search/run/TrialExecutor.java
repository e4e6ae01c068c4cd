package dev.nightjar.search.run;

import dev.nightjar.search.trial.TrialSpec;

/**
 * Where trials run: in this process, in worker processes, on a cluster.
 *
 * <p>The runner never submits more than {@link #slots} trials at a time. Every submitted trial ends
 * with exactly one call of {@link TrialEvents#ended} or {@link TrialEvents#lost}, whatever happens
 * to the worker, unless the executor is closed first.
 */
public interface TrialExecutor extends AutoCloseable {

  /** How many trials can run at once, at least 1. */
  int slots();

  /** Starts a trial and returns at once; what happens to it is told to {@code events}. */
  void submit(TrialSpec spec, TrialEvents events);

  /** Stops what runs and frees everything; trials still running end without a word. */
  @Override
  void close();
}
