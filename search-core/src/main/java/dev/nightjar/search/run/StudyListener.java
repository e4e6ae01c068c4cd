package dev.nightjar.search.run;

import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.time.Duration;

/**
 * Hears of what happens in a study, after it was stored; for progress displays. Called by the
 * runner's loop, so implementations return quickly. Trials are of the search or finalists; the
 * history is of the search.
 */
public interface StudyListener {

  /** Hears nothing. */
  StudyListener SILENT = new StudyListener() {};

  /** The study starts or continues. */
  default void begun(History history) {}

  /**
   * The finalists are expected to take so long; of a limit of time the search leaves them that.
   * Told whenever it may have changed, if there will be finalists.
   */
  default void reserved(Duration time) {}

  /**
   * The search has ended, and finalists follow.
   *
   * @param ended why, in a sentence for people
   * @param trainings how many are still to be run
   * @param more whether others follow while there is time
   */
  default void finals(String ended, int trainings, boolean more) {}

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
