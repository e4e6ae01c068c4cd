package dev.nightjar.experiments.worker;

import dev.nightjar.search.trial.Objective;
import java.util.Map;

/** What a worker can compute once it has loaded a definition and its data. Used by one thread. */
public interface TrialProgram {

  /** Evaluates trials. */
  Objective objective();

  /**
   * Scores a trained model on the test part of the data.
   *
   * @param model the bytes of a {@link dev.nightjar.search.trial.Attachment#MODEL} attachment
   * @return metric name → value, such as {@code test.accuracy}
   * @throws dev.nightjar.search.trial.TrialFailedException if the model cannot be scored
   */
  Map<String, Double> scoreTest(byte[] model);
}
