package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.Arrays;
import java.util.List;

/**
 * A sequence of numbers with a number as its answer.
 *
 * @param values [steps × width], the numbers of one step side by side; finite; not copied
 * @param width numbers a step, at least 1
 * @param target the answer, finite
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Never compared; boxed numbers would be five times as large.
public record NumberSequence(float[] values, int width, float target) implements Sequence {

  /** Checks that there are whole steps, at least one. */
  public NumberSequence {
    checkSteps(values, width);
  }

  static void checkSteps(float[] values, int width) {
    if (width < 1 || values.length == 0 || values.length % width != 0) {
      throw new IllegalArgumentException(
          values.length + " numbers in steps of " + width + ": give whole steps, at least one");
    }
  }

  @Override
  public int length() {
    return values.length / width;
  }

  /** Sequences as rows of a batch of a size; the rows that are left over ask nothing. */
  static SequenceBatch batch(List<NumberSequence> rows, int steps, int size) {
    int width = rows.get(0).width;
    float[] values = new float[steps * size * width];
    int[] lengths = new int[size];
    float[] targets = new float[size];
    Arrays.fill(lengths, 1);
    Arrays.fill(targets, Float.NaN);
    for (int n = 0; n < rows.size(); n++) {
      NumberSequence sequence = rows.get(n);
      lengths[n] = sequence.length();
      targets[n] = sequence.target;
      lay(sequence.values, width, values, n, size);
    }
    return new SequenceBatch(
        new StepInput.Values(values), lengths, new Targets.Values(targets), steps, size);
  }

  /** Lays the steps of a sequence into row n of a time-major batch. */
  static void lay(float[] steps, int width, float[] batch, int n, int size) {
    for (int t = 0; t < steps.length / width; t++) {
      System.arraycopy(steps, t * width, batch, (t * size + n) * width, width);
    }
  }
}
