package dev.nightjar.zoo.model;

import dev.nightjar.zoo.task.Interpretation;

/**
 * A sequence of numbers that is read a step at a time; the network's state is carried over. As many
 * may be open as wanted; all belong to one thread.
 */
public final class NumberStream {
  private final Steps steps;
  private final Interpretation.Numbers interpretation;

  NumberStream(Steps steps, Interpretation.Numbers interpretation) {
    this.steps = steps;
    this.interpretation = interpretation;
  }

  /**
   * Reads one step.
   *
   * @param values [width], in the units of the data, finite
   * @return the answer to all that was read so far
   * @throws InputException if there are not {@code width} finite numbers
   */
  public double feed(float... values) {
    int width = interpretation.width();
    if (values.length != width) {
      throw new InputException(values.length + " numbers; the model reads " + width + " a step");
    }
    requireSteps(values, width);
    float[] scaled = NumberLine.scaled(values, interpretation.columns());
    return interpretation.answer().original(steps.feed(scaled)[0]);
  }

  /** Begins another sequence. */
  public void reset() {
    steps.reset();
  }

  static void requireSteps(float[] values, int width) {
    if (values.length == 0 || values.length % width != 0) {
      throw new InputException(
          values.length + " numbers; the model reads " + width + " a step: give whole steps");
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InputException(value + " among the numbers; all must be finite");
      }
    }
  }
}
