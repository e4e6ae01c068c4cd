package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.NumberColumn;
import java.util.List;

/**
 * The steps of numbers that a model reads, in the units of the data.
 *
 * @param columns the numbers of a step, in order
 */
record NumberSteps(List<NumberColumn> columns) {

  /** Numbers a step. */
  int width() {
    return columns.size();
  }

  /** In a few words for people. */
  String describe() {
    return "numbers, " + width() + " a step";
  }

  /**
   * The numbers of a line.
   *
   * @throws InputException if they are not whole steps, at least one, of finite numbers
   */
  float[] parse(String line) {
    return NumberLine.floats(line, width());
  }

  /**
   * What the network reads.
   *
   * @param values [steps × width], the numbers of one step side by side
   * @throws InputException if they are not whole steps, at least one, of finite numbers
   */
  float[] scaled(float... values) {
    require(values);
    double[] exact = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      exact[i] = values[i];
    }
    return NumberColumn.scaled(columns, exact);
  }

  /**
   * Checks numbers.
   *
   * @throws InputException if they are not whole steps, at least one, of finite numbers
   */
  void require(float... values) {
    if (values.length == 0 || values.length % width() != 0) {
      throw new InputException(
          values.length + " numbers; the model reads " + width() + " a step: give whole steps");
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InputException(value + " among the numbers; all must be finite");
      }
    }
  }
}
