package dev.nightjar.zoo.network;

import java.util.Objects;

/**
 * A minibatch of sequences, padded at the end to a common number of steps. The arrays are not
 * copied: whoever makes a batch must not change them afterwards.
 *
 * @param input what the network reads
 * @param lengths [size], real steps of each sequence, 1 to {@code steps} (inclusive), in any order
 * @param targets what it should answer; padded places must not be asked
 * @param steps common number of steps, at least 1
 * @param size number of sequences, at least 1
 * @param continues [size], whether row n goes on from the state in which row n of the batch before
 *     ended, as the windows of a long text do, where that row was as long as its batch; empty where
 *     all rows begin from zero
 */
@SuppressWarnings("ArrayRecordComponent") // Copies and lists of boxes would cost as much as a step.
public record SequenceBatch(
    StepInput input, int[] lengths, Targets targets, int steps, int size, boolean[] continues) {
  /** The class of a place where nothing is asked. */
  public static final int IGNORED = -1;

  /** Checks that the sizes agree. */
  public SequenceBatch {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(lengths, "lengths");
    Objects.requireNonNull(targets, "targets");
    Objects.requireNonNull(continues, "continues");
    Checks.atLeast("steps", steps, 1);
    Checks.atLeast("size", size, 1);
    if (lengths.length != size) {
      throw new IllegalArgumentException(
          "lengths has " + lengths.length + " entries for " + size + " sequences");
    }
    if (continues.length != 0 && continues.length != size) {
      throw new IllegalArgumentException(
          "continues has " + continues.length + " entries for " + size + " sequences");
    }
    for (int n = 0; n < size; n++) {
      Checks.between("length of sequence " + n, lengths[n], 1, steps);
    }
    if (input instanceof StepInput.Tokens t && t.tokens().length != (long) steps * size) {
      throw new IllegalArgumentException(
          "tokens has "
              + t.tokens().length
              + " entries; "
              + steps
              + " steps of "
              + size
              + " sequences need "
              + (long) steps * size);
    }
  }

  /** Sequences that begin from zero. */
  public SequenceBatch(StepInput input, int[] lengths, Targets targets, int steps, int size) {
    this(input, lengths, targets, steps, size, new boolean[0]);
  }

  /**
   * Token sequences that begin from zero, and classes.
   *
   * @param tokens [steps × size]
   * @param classes [size] or [steps × size]
   */
  public static SequenceBatch ofTokens(
      int[] tokens, int[] lengths, int[] classes, int steps, int size) {
    return new SequenceBatch(
        new StepInput.Tokens(tokens), lengths, new Targets.Classes(classes), steps, size);
  }

  /**
   * The tokens.
   *
   * @throws IllegalArgumentException if the batch holds numbers
   */
  public int[] tokens() {
    if (input instanceof StepInput.Tokens t) {
      return t.tokens();
    }
    throw new IllegalArgumentException("the batch holds numbers, not tokens");
  }

  /**
   * The right classes.
   *
   * @throws IllegalArgumentException if the batch asks for numbers
   */
  public int[] classes() {
    if (targets instanceof Targets.Classes c) {
      return c.classes();
    }
    throw new IllegalArgumentException("the batch asks for numbers, not for classes");
  }

  /** Whether some row goes on from the batch before. */
  public boolean continuesAny() {
    for (boolean row : continues) {
      if (row) {
        return true;
      }
    }
    return false;
  }
}
