package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import java.util.Arrays;
import java.util.List;

/**
 * A sequence of tokens with a label.
 *
 * @param tokens token numbers, at least one; not copied
 * @param label the number of its class
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Never compared; boxed tokens would be ten times as large.
public record TokenSequence(int[] tokens, int label) implements Sequence {

  @Override
  public int length() {
    return tokens.length;
  }

  /** Sequences as rows of a batch of a size; the rows that are left over ask nothing. */
  static SequenceBatch batch(List<TokenSequence> rows, int steps, int size) {
    int[] tokens = new int[steps * size];
    int[] lengths = new int[size];
    int[] labels = new int[size];
    Arrays.fill(lengths, 1);
    Arrays.fill(labels, SequenceBatch.IGNORED);
    for (int n = 0; n < rows.size(); n++) {
      int[] sequence = rows.get(n).tokens;
      lengths[n] = sequence.length;
      labels[n] = rows.get(n).label;
      for (int t = 0; t < sequence.length; t++) {
        tokens[t * size + n] = sequence[t];
      }
    }
    return SequenceBatch.ofTokens(tokens, lengths, labels, steps, size);
  }
}
