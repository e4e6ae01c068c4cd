package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.trial.EpochReport;
import java.time.Duration;
import java.util.Optional;

/**
 * The queue of a study's trials, for the hosts that run them: each claims a trial, gives signs of
 * life while it runs, and says how it went. {@link Assignments} is the side of whoever runs the
 * study.
 *
 * <p>Where an answer is optional, it is empty if the claim was lost: it had expired and was given
 * up, or the study has ended. What the call wanted to store was refused then.
 *
 * <p>Every method throws {@link dev.nightjar.search.storage.StorageException} if the storage cannot
 * be reached.
 */
public interface Claims {

  /** Says that a host is there, for so long. */
  void attend(Host host, Duration lease);

  /** Says that a host is leaving. */
  void leave(Host host);

  /** Who runs the study; empty if nobody does. */
  Optional<Holder> holder();

  /**
   * Claims the queued trial of the lowest number that no other host is just claiming.
   *
   * @param token a text that no other claim has; asked again with the same one, which is the answer
   *     to a lost connection, it gives the same claim
   * @return empty if there is none
   */
  Optional<Claim> claim(Host host, String token, Duration lease);

  /** Says that a worker begins the trial. */
  Optional<Verdict> begin(Claim claim, String worker, Duration lease);

  /** Stores an epoch's report, which is a sign of life too. */
  Optional<Verdict> report(Claim claim, EpochReport report, Duration lease);

  /** Gives a sign of life. */
  Optional<Verdict> renew(Claim claim, Duration lease);

  /** What is decided about the trial; no sign of life. */
  Optional<Verdict> verdict(Claim claim);

  /**
   * Stores how the trial ended.
   *
   * @return false if the claim was lost
   */
  boolean end(Claim claim, Evaluation evaluation);

  /** Gives the trial back, since the host is asked to stop; no effect if the claim was lost. */
  void giveBack(Claim claim);
}
