package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.NumberColumn;

/**
 * A sequence of numbers that is read a step at a time; the network's state is carried over. As many
 * may be open as wanted; all belong to one thread.
 */
public final class NumberStream {
  private final Steps steps;
  private final NumberSteps numbers;
  private final NumberColumn answer;

  NumberStream(Steps steps, NumberSteps numbers, NumberColumn answer) {
    this.steps = steps;
    this.numbers = numbers;
    this.answer = answer;
  }

  /**
   * Reads one step.
   *
   * @param values [width], in the units of the data, finite
   * @return the answer to all that was read so far
   * @throws InputException if there are not {@code width} finite numbers
   */
  public double feed(float... values) {
    if (values.length != numbers.width()) {
      throw new InputException(
          values.length + " numbers; the model reads " + numbers.width() + " a step");
    }
    return answer.original(steps.feed(numbers.scaled(values))[0]);
  }

  /** Begins another sequence. */
  public void reset() {
    steps.reset();
  }
}
