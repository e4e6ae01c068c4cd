package dev.nightjar.zoo.model;

/**
 * A sequence of numbers that is read a step at a time; the network's state is carried over. As many
 * may be open as wanted; all belong to one thread.
 */
public final class NumberStream {
  private final Steps steps;
  private final int width;

  NumberStream(Steps steps, int width) {
    this.steps = steps;
    this.width = width;
  }

  /**
   * Reads one step.
   *
   * @param values [width], finite
   * @return the answer to all that was read so far
   * @throws InputException if there are not {@code width} finite numbers
   */
  public double feed(float... values) {
    if (values.length != width) {
      throw new InputException(values.length + " numbers; the model reads " + width + " a step");
    }
    requireSteps(values, width);
    return steps.feed(values)[0];
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
