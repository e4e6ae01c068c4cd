package dev.nightjar.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether two ways of training differ, told from pairs of results that have the same seed.
 *
 * <p>If they do not, the mean of the differences over its standard error is Student-t with one
 * degree of freedom less than there are seeds.
 *
 * @param mean of the differences
 * @param t the mean over its standard error
 */
record PairedDifference(double mean, double t) {
  /** |t| is below this in 95 % of all cases if there is no difference: 4 degrees of freedom. */
  static final double CRITICAL_T_OF_FIVE = 2.776;

  /** The differences {@code one − other}. */
  static PairedDifference of(List<Double> one, List<Double> other) {
    double[] differences =
        IntStream.range(0, one.size()).mapToDouble(i -> one.get(i) - other.get(i)).toArray();
    double mean = Arrays.stream(differences).average().orElseThrow();
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    double deviation = Math.sqrt(squares / (differences.length - 1));
    return new PairedDifference(mean, mean / (deviation / Math.sqrt(differences.length)));
  }
}
