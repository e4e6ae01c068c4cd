package dev.nightjar.search.run;

import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;

/**
 * Hears of what happens in a study, after it was stored; for progress displays. Called by the
 * runner's loop, so implementations return quickly.
 */
public interface StudyListener {

  /** Hears nothing. */
  StudyListener SILENT = new StudyListener() {};

  /** The study starts or continues. */
  default void begun(History history) {}

  /** A trial was handed to a worker. */
  default void started(Trial trial, History history) {}

  /** A trial reported an epoch. */
  default void reported(Trial trial, History history) {}

  /** A trial ended. */
  default void ended(Trial trial, History history) {}

  /**
   * A trial was lost with what ran it.
   *
   * @param trial as it was then
   * @param cause what is known of it
   */
  default void lost(Trial trial, String cause, History history) {}
}
