package dev.nightjar.zoo.network;

/** Where a network answers. */
public enum OutputMode {
  /**
   * One answer a sequence, from the outputs at its last real step: classification and regression.
   */
  LAST_STEP,

  /** One answer a step: language models and tagging. */
  EVERY_STEP
}
