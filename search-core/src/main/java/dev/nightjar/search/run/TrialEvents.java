package dev.nightjar.search.run;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialSpec;

/** What an executor tells the runner; called from the executor's own threads. */
public interface TrialEvents {

  /**
   * An epoch was reported. Blocks until the runner has stored and judged it.
   *
   * @param worker which worker runs the trial, for people
   */
  Decision epoch(TrialSpec spec, EpochReport report, String worker);

  /** The trial ended. */
  void ended(TrialSpec spec, Evaluation evaluation, String worker);
}
