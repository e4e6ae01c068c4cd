package dev.nightjar.search.run;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialSpec;
import java.util.List;

/** What an executor tells the runner; called from the executor's own threads. */
public interface TrialEvents {

  /** The answer to an epoch once the run has ended: it says nothing of the trial. */
  Decision.Stop RUN_ENDED = new Decision.Stop("the run has ended");

  /**
   * A worker begins the trial: from here on the trial may be why a process dies. Told before the
   * first epoch. Blocks until the runner has stored it, so that an executor in this process calls
   * it before the objective.
   *
   * @param worker which worker, for people
   */
  default void began(TrialSpec spec, String worker) {
    // Of use only to whoever stores trials.
  }

  /**
   * An epoch was reported. Blocks until the runner has stored and judged it.
   *
   * @param worker which worker runs the trial, for people
   */
  Decision epoch(TrialSpec spec, EpochReport report, String worker);

  /** The trial ended. */
  void ended(TrialSpec spec, Evaluation evaluation, String worker);

  /**
   * The trial was lost with the host that ran it. A runner runs it again, unless it is lost again
   * and again; for who cannot, it has failed.
   *
   * @param cause what is known, for people
   * @param worker which worker ran it, for people
   */
  default void lost(TrialSpec spec, String cause, String worker) {
    ended(spec, new Evaluation.Failed("lost: " + cause, List.of()), worker);
  }

  /**
   * Whoever ran the trial was asked to stop and gave it back. A runner runs it again, and counts it
   * as no loss.
   *
   * @param worker which worker ran it, for people
   */
  default void returned(TrialSpec spec, String worker) {
    lost(spec, "given back", worker);
  }
}
