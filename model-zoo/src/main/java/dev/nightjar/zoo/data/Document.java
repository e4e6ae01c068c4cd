package dev.nightjar.zoo.data;

/** What is predicted step by step, in windows. */
public sealed interface Document permits TokenDocument, MusicPiece {

  /** The number of steps at which something is predicted, at least 1. */
  int length();
}
