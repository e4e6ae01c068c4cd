package dev.nightjar.zoo.data;

import java.util.List;
import java.util.Objects;

/**
 * A column of numbers, standardised: a network reads and answers (value − mean) / deviation.
 *
 * @param name what the column is called
 * @param mean of the training part, finite
 * @param deviation of the training part (that of a population), above 0 and finite. A column that
 *     does not vary there has 1
 */
public record NumberColumn(String name, double mean, double deviation) {

  /** Checks the numbers. */
  public NumberColumn {
    Objects.requireNonNull(name, "name");
    if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
      throw new IllegalArgumentException(
          "column "
              + name
              + " has the mean "
              + mean
              + " and the deviation "
              + deviation
              + "; both must be finite, the deviation above 0");
    }
  }

  /** A column that is read as it is. */
  public static NumberColumn asItIs(String name) {
    return new NumberColumn(name, 0, 1);
  }

  /** What the network reads for a value. */
  public double scaled(double value) {
    return (value - mean) / deviation;
  }

  /**
   * What the network reads for the values of a sequence.
   *
   * @param values [steps × columns], the numbers of one step side by side
   * @return [steps × columns]
   */
  public static float[] scaled(List<NumberColumn> columns, double... values) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) columns.get(i % columns.size()).scaled(values[i]);
    }
    return scaled;
  }

  /** The value that a number of the network stands for. */
  public double original(double scaled) {
    return mean + deviation * scaled;
  }

  /** Collects the values of a training part, in a form that does not lose digits (Welford 1962). */
  static final class Fit {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
      count++;
      double distance = value - mean;
      mean += distance / count;
      squares += distance * (value - mean);
    }

    double deviation() {
      return Math.sqrt(squares / count);
    }

    NumberColumn column(String name) {
      double deviation = deviation();
      // What is left of a constant by rounding is no variation.
      boolean varies = deviation > 1e-12 * Math.abs(mean) && deviation >= Float.MIN_NORMAL;
      return new NumberColumn(name, mean, varies ? deviation : 1);
    }
  }
}
