package dev.nightjar.zoo.network;

/** What answers: the output layer and the loss, for one batch shape. */
interface HeadStage {
  /** Computes the answers from the features. */
  void forward(Pass pass);

  /** The summed loss of the rows that are asked, as it is reported. Call after {@link #forward}. */
  double lossSum(Targets targets);

  /**
   * Computes the gradient of the mean loss, and sends it back to the features. The answers are
   * lost.
   *
   * @param asked number of rows that are asked, at least 1
   * @return the mean loss that is trained on
   */
  double backward(Pass pass, int asked);

  /** The answers for people: probabilities, or numbers, [rows × width]. The answers are lost. */
  float[] answers(Pass pass);

  /** The result of an evaluation. */
  BatchResult result(Targets targets, int asked);

  /** The output layer that {@code spec} says. */
  static DenseLayer.Parameters parameters(NetworkSpec spec) {
    return new DenseLayer.Parameters(
        spec.tieWeights() ? ParameterLayout.EMBEDDING : ParameterLayout.OUTPUT_WEIGHTS,
        spec.tieWeights(),
        java.util.Optional.of(ParameterLayout.OUTPUT_BIAS),
        !spec.tieWeights() || ((TokenInput) spec.input()).trained());
  }
}
