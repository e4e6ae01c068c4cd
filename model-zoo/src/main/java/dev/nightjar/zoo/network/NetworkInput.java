package dev.nightjar.zoo.network;

/**
 * What a network reads at each step. Sealed, so that a new kind of input is met everywhere it
 * matters.
 */
public sealed interface NetworkInput permits TokenInput, ValueInput {
  /** The number of values the first recurrent layer gets at each step. */
  int width();
}
