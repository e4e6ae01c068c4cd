package dev.nightjar.zoo.network;

import java.util.List;

/**
 * What answers batches of sequences: one network, or several of which the answers are averaged. Not
 * for several threads at once.
 */
public sealed interface Predictor extends AutoCloseable permits RecurrentNetwork, NetworkEnsemble {

  /** What is answered. */
  Head head();

  /** The shapes of the networks, at least one, that with the largest weight first. */
  List<NetworkSpec> specs();

  /**
   * Answers and their loss. Sequences begin from zero.
   *
   * @throws IllegalArgumentException if the batch does not fit
   */
  BatchResult evaluate(SequenceBatch batch);

  /**
   * The answers. Targets must fit, but make no difference. Sequences begin from zero.
   *
   * @return [rows × width of the head], probabilities or numbers: one row a sequence, or one a step
   *     and sequence (time-major) where an answer is given at every step
   * @throws IllegalArgumentException if the batch does not fit
   */
  float[] answers(SequenceBatch batch);

  /**
   * Begins to read so many sequences side by side, whose state is carried over from batch to batch,
   * where {@link SequenceBatch#continues} says so.
   *
   * @throws IllegalArgumentException if a network reads in both directions, so that it has no state
   */
  Reading read(int size);

  /** Frees all native memory. */
  @Override
  void close();

  /** Sequences that are being read. */
  interface Reading {

    /** Answers and their loss; as {@link Predictor#evaluate} without a state to go on from. */
    BatchResult evaluate(SequenceBatch batch);

    /** The answers; as {@link Predictor#answers} without a state to go on from. */
    float[] answers(SequenceBatch batch);
  }
}
