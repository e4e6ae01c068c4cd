package dev.nightjar.zoo.network;

import java.util.Locale;

/** The number format a network computes in. Parameters, their gradients and losses are f32. */
public enum Precision {
  /** IEEE 754 single precision. */
  F32,

  /**
   * bfloat16, an f32 without its last 16 bits, for weights and activations as the kernels read
   * them; sums, biases, the LSTM's cell state and all gradients stay f32. Needs a CPU with
   * instructions for it.
   */
  BF16;

  /** The name used in experiment and model files: the lower-case name. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
