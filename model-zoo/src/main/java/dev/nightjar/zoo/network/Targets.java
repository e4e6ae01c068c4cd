package dev.nightjar.zoo.network;

import java.util.Objects;

/**
 * What a network should answer: a row a sequence where it answers once a sequence, else a row a
 * step and sequence, time-major.
 */
public sealed interface Targets {
  /**
   * Right classes, for a {@link Head.Softmax}.
   *
   * @param classes [rows]; {@link SequenceBatch#IGNORED} stands where nothing is asked
   */
  @SuppressWarnings("ArrayRecordComponent") // Copies and boxes would cost as much as a step.
  record Classes(int[] classes) implements Targets {
    /** Checks that nothing is missing. */
    public Classes {
      Objects.requireNonNull(classes, "classes");
    }
  }

  /**
   * Right numbers, for a {@link Head.Regression}, or right answers of yes (1) or no (0), for a
   * {@link Head.Bernoulli}, where a number between is how often it is yes.
   *
   * @param values [rows × outputs]; a row whose first number is NaN is not asked
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Values(float[] values) implements Targets {
    /** Checks that nothing is missing. */
    public Values {
      Objects.requireNonNull(values, "values");
    }
  }
}
