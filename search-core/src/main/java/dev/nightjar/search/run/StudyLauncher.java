package dev.nightjar.search.run;

import dev.nightjar.search.storage.HeldStudy;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import java.time.Clock;
import java.util.Optional;

/** Runs a study that is defined in code: stores it if it is new, continues it if it is not. */
public final class StudyLauncher {

  private StudyLauncher() {}

  /**
   * Runs until the plan's budget, the target, the space or patience with failures ends the study.
   * Called again with the same definition, in this process or another, it goes on where it ended.
   *
   * @param executor where trials run; closed by the caller
   * @throws dev.nightjar.search.storage.StudyHeldException if another process runs the study
   * @throws dev.nightjar.search.storage.StorageException if a study of this name is stored with
   *     another definition, or something cannot be stored
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public static StudyEnd run(
      Storage storage,
      StudyDefinition definition,
      StudyPlan plan,
      TrialExecutor executor,
      StudyListener listener)
      throws InterruptedException {
    Study study = findOrCreate(storage, definition);
    StudyLease lease =
        storage.acquire(
            study.id(), ProcessIdentity.current(), StudyRunner.LEASE, ProcessIdentity::state);
    try (HeldStudy mine = new HeldStudy(storage, lease)) {
      // As it stands now that nobody else runs it: its running time may have grown.
      Study held = storage.find(study.name()).orElseThrow();
      return new StudyRunner(
              held, storage, mine.lease(), plan, executor, listener, Clock.systemUTC())
          .run();
    }
  }

  private static Study findOrCreate(Storage storage, StudyDefinition definition) {
    Optional<Study> stored = storage.find(definition.name());
    if (stored.isEmpty()) {
      return storage.create(definition);
    }
    storage.update(stored.get().id(), definition);
    return stored.get();
  }
}
