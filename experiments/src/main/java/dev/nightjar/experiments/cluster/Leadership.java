package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;

/** What a participant does whenever it is its turn to run the study. */
public interface Leadership {

  /**
   * A runner of the study as it stands.
   *
   * @param executor where its trials run
   */
  StudyRunner runner(Study study, StudyLease lease, TrialExecutor executor);

  /** The run has ended; the lease is given back afterwards. */
  default void ended(StudyEnd end) throws InterruptedException {
    // Whoever only runs trials has nothing more to do.
  }

  /** The run was broken off, since the lease was lost or the storage could not be reached. */
  default void lost(StorageException cause) {
    // Somebody else goes on.
  }
}
