package dev.nightjar.zoo.network;

import java.util.Objects;

/**
 * A minibatch of token sequences, padded at the end to a common number of steps. The arrays are not
 * copied: whoever makes a batch must not change them afterwards.
 *
 * @param tokens [steps × size], time-major: step t of sequence n is at {@code t * size + n}. Padded
 *     places hold any token of the vocabulary, 0 by custom
 * @param lengths [size], real steps of each sequence, 1 to {@code steps} (inclusive), in any order
 * @param targets the right classes: [size] where the network answers once a sequence, [steps ×
 *     size], time-major, where it answers at every step. {@link #IGNORED} stands where nothing is
 *     asked; padded places must have it
 * @param steps common number of steps, at least 1
 * @param size number of sequences, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // Copies and lists of boxes would cost as much as a step.
public record SequenceBatch(int[] tokens, int[] lengths, int[] targets, int steps, int size) {
  /** The target of a place where nothing is asked. */
  public static final int IGNORED = -1;

  /** Checks that the sizes agree and that padded places ask nothing. */
  public SequenceBatch {
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(lengths, "lengths");
    Objects.requireNonNull(targets, "targets");
    Checks.atLeast("steps", steps, 1);
    Checks.atLeast("size", size, 1);
    if (tokens.length != (long) steps * size) {
      throw new IllegalArgumentException(
          "tokens has "
              + tokens.length
              + " entries; "
              + steps
              + " steps of "
              + size
              + " sequences need "
              + (long) steps * size);
    }
    if (lengths.length != size) {
      throw new IllegalArgumentException(
          "lengths has " + lengths.length + " entries for " + size + " sequences");
    }
    for (int n = 0; n < size; n++) {
      Checks.between("length of sequence " + n, lengths[n], 1, steps);
    }
    if (targets.length != size && targets.length != tokens.length) {
      throw new IllegalArgumentException(
          "targets has "
              + targets.length
              + " entries; it must have one a sequence ("
              + size
              + ") or one a step ("
              + tokens.length
              + ")");
    }
    if (targets.length == tokens.length && steps > 1) {
      for (int n = 0; n < size; n++) {
        for (int t = lengths[n]; t < steps; t++) {
          if (targets[t * size + n] != IGNORED) {
            throw new IllegalArgumentException(
                "sequence "
                    + n
                    + " has length "
                    + lengths[n]
                    + " but a target at step "
                    + t
                    + "; padded places must have the target "
                    + IGNORED);
          }
        }
      }
    }
  }
}
