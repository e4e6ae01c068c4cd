package dev.nightjar.zoo.network;

/**
 * A piece of a network for one batch shape. A plan runs its stages forward in their order and, in
 * training, backward from the last to the first; they hand each other {@link Signal}s.
 */
interface Stage {
  /** Reads the signals before this stage and writes those after it. */
  void forward(Pass pass);

  /**
   * Reads the gradients of the signals after this stage and writes those of the signals before it;
   * gradients of weights, zero before, are added to, or set by the first stage that writes them.
   */
  void backward(Pass pass);
}
