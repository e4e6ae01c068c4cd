package dev.nightjar.zoo.network;

/** Where a network answers. */
public enum OutputMode {
  /** One answer a sequence, from the state at its last real step: classification. */
  LAST_STEP,

  /** One answer a step: language models and tagging. */
  EVERY_STEP
}
