package dev.nightjar.zoo.model;

import dev.nightjar.zoo.network.NetworkEnsemble;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.RecurrentNetwork;

/** One sequence that is read step by step. */
sealed interface Steps permits NetworkSteps, EnsembleSteps {

  /**
   * A sequence at its beginning.
   *
   * @throws UnsupportedOperationException if a network reads in both directions
   */
  static Steps of(Predictor predictor) {
    if (predictor instanceof NetworkEnsemble ensemble) {
      return new EnsembleSteps(ensemble);
    }
    return new NetworkSteps((RecurrentNetwork) predictor);
  }

  /** Reads a token; the answer is [outputs]. */
  float[] feed(int token);

  /** Reads the numbers of a step, [width]; the answer is [outputs]. */
  float[] feed(float[] step);

  /** Back to the beginning of a sequence. */
  void reset();
}
