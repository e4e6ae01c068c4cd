package dev.nightjar.zoo.network;

import java.util.Objects;

/** What the sequences of a batch hold, time-major: step t of sequence n is place t · size + n. */
public sealed interface StepInput {
  /**
   * Tokens, for a {@link TokenInput}.
   *
   * @param tokens [steps × size]; padded places hold any token of the vocabulary, 0 by custom
   */
  @SuppressWarnings("ArrayRecordComponent") // Copies and boxes would cost as much as a step.
  record Tokens(int[] tokens) implements StepInput {
    /** Checks that nothing is missing. */
    public Tokens {
      Objects.requireNonNull(tokens, "tokens");
    }
  }

  /**
   * Numbers, for a {@link ValueInput}.
   *
   * @param values [steps × size × width]; padded places hold finite numbers, 0 by custom
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Values(float[] values) implements StepInput {
    /** Checks that nothing is missing. */
    public Values {
      Objects.requireNonNull(values, "values");
    }
  }
}
