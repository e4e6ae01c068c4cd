package dev.nightjar.zoo.data;

/** A sequence with one answer, as the network reads it. */
public sealed interface Sequence permits TokenSequence, NumberSequence, LabelledSequence {

  /** The number of its steps, at least 1. */
  int length();
}
