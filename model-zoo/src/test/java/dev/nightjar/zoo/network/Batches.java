package dev.nightjar.zoo.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random batches for tests. */
final class Batches {
  private Batches() {}

  /** With lengths from 1 to {@code steps}, one of them {@code steps}. */
  static SequenceBatch padded(NetworkSpec spec, int steps, int size, RandomGenerator random) {
    int[] lengths = random.ints(size, 1, steps + 1).toArray();
    lengths[random.nextInt(size)] = steps;
    return of(spec, steps, lengths, random);
  }

  /** All sequences as long as the batch. */
  static SequenceBatch full(NetworkSpec spec, int steps, int size, RandomGenerator random) {
    int[] lengths = new int[size];
    Arrays.fill(lengths, steps);
    return of(spec, steps, lengths, random);
  }

  private static SequenceBatch of(
      NetworkSpec spec, int steps, int[] lengths, RandomGenerator random) {
    int size = lengths.length;
    int vocabulary = ((TokenInput) spec.input()).vocabularySize();
    int[] tokens = new int[steps * size];
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < size; n++) {
        tokens[t * size + n] = t < lengths[n] ? random.nextInt(vocabulary) : 0;
      }
    }
    int[] targets;
    if (spec.output() == OutputMode.LAST_STEP) {
      targets = random.ints(size, 0, spec.classes()).toArray();
    } else {
      targets = new int[steps * size];
      for (int t = 0; t < steps; t++) {
        for (int n = 0; n < size; n++) {
          targets[t * size + n] =
              t < lengths[n] ? random.nextInt(spec.classes()) : SequenceBatch.IGNORED;
        }
      }
    }
    return new SequenceBatch(tokens, lengths, targets, steps, size);
  }

  /** One sequence of a batch, alone and without padding. */
  static SequenceBatch alone(SequenceBatch batch, int sequence) {
    int length = batch.lengths()[sequence];
    int[] tokens = new int[length];
    for (int t = 0; t < length; t++) {
      tokens[t] = batch.tokens()[t * batch.size() + sequence];
    }
    int[] targets;
    if (batch.targets().length == batch.size()) {
      targets = new int[] {batch.targets()[sequence]};
    } else {
      targets = new int[length];
      for (int t = 0; t < length; t++) {
        targets[t] = batch.targets()[t * batch.size() + sequence];
      }
    }
    return new SequenceBatch(tokens, new int[] {length}, targets, length, 1);
  }
}
