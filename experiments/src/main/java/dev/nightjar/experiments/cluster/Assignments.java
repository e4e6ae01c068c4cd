package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialSpec;
import java.util.List;

/**
 * The queue of a study's trials, for the one process that runs the study: it puts trials in, sees
 * what becomes of them, and says when they are to stop. {@link Claims} is the side of the hosts.
 *
 * <p>An assignment is an attempt of a trial that is stored as running. Every change is made under
 * the study's lease.
 *
 * <p>Every method throws {@link dev.nightjar.search.storage.StorageException} if the storage cannot
 * be reached, and those that take a lease if it was lost.
 */
public interface Assignments {

  /** What the queue holds now. */
  QueueState state();

  /**
   * Puts in an attempt of a trial that is stored as running; it takes the place of an earlier
   * attempt. No effect if it is there already.
   */
  void put(StudyLease lease, TrialSpec spec);

  /** The epochs reported of a trial after an epoch, in their order. */
  List<EpochReport> epochs(int number, int after);

  /**
   * How an assignment ended.
   *
   * @throws dev.nightjar.search.storage.StorageException also if it has not
   */
  Evaluation evaluation(int number);

  /** Stores what was decided about a trial up to an epoch; a decision to stop remains. */
  void judge(StudyLease lease, TrialSpec spec, int epoch, Decision decision);

  /**
   * Gives an expired claim up, after which nothing its host says is accepted.
   *
   * @return false if the host gave a sign of life, or ended the trial, just before
   */
  boolean giveUp(StudyLease lease, TrialSpec spec);

  /**
   * Takes back an assignment that no host has.
   *
   * @return false if a host has it, had it when it fell silent, or has ended it
   */
  boolean withdraw(StudyLease lease, TrialSpec spec);

  /**
   * Removes what is left of trials that are not running any more, and of hosts that are not heard
   * of any more. It looks at the whole queue.
   */
  void clean(StudyLease lease);
}
