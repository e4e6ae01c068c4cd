package dev.nightjar.zoo.network;

import java.util.Locale;

/** What a vanilla recurrent or a time-delay layer does to its weighted sums. */
public enum Activation {
  /** The hyperbolic tangent. */
  TANH,

  /**
   * max(0, x). Gradients do not shrink where it is active, but states can grow without bound: clip
   * gradients (Le, Jaitly and Hinton 2015).
   */
  RELU;

  /** The name used in experiment and model files: the lower-case name. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
