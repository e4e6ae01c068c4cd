package dev.nightjar.search.trial;

/** The answer to an epoch's report: go on, or stop and why. */
public sealed interface Decision {

  /** Train on. */
  Decision CONTINUE = new Continue();

  /** Train on. */
  record Continue() implements Decision {}

  /**
   * Stop now.
   *
   * @param reason for people to read, such as "0.82 at epoch 4 is not among the best third of 12"
   */
  record Stop(String reason) implements Decision {}
}
