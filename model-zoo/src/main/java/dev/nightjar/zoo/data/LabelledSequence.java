package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.Arrays;
import java.util.List;

/**
 * A sequence of numbers with a label.
 *
 * @param values [steps × width], the numbers of one step side by side; finite; not copied
 * @param width numbers a step, at least 1
 * @param label the number of its class
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Never compared; boxed numbers would be five times as large.
public record LabelledSequence(float[] values, int width, int label) implements Sequence {

  /** Checks that there are whole steps, at least one. */
  public LabelledSequence {
    NumberSequence.checkSteps(values, width);
  }

  @Override
  public int length() {
    return values.length / width;
  }

  /** Sequences as rows of a batch of a size; the rows that are left over ask nothing. */
  static SequenceBatch batch(List<LabelledSequence> rows, int steps, int size) {
    int width = rows.get(0).width;
    float[] values = new float[steps * size * width];
    int[] lengths = new int[size];
    int[] labels = new int[size];
    Arrays.fill(lengths, 1);
    Arrays.fill(labels, SequenceBatch.IGNORED);
    for (int n = 0; n < rows.size(); n++) {
      LabelledSequence sequence = rows.get(n);
      lengths[n] = sequence.length();
      labels[n] = sequence.label;
      NumberSequence.lay(sequence.values, width, values, n, size);
    }
    return new SequenceBatch(
        new StepInput.Values(values), lengths, new Targets.Classes(labels), steps, size);
  }
}
