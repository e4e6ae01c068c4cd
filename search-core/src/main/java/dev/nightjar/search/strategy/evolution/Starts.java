package dev.nightjar.search.strategy.evolution;

import dev.nightjar.search.strategy.sobol.SobolSequence;
import java.util.Arrays;

/** Where the search begins: in the middle, and after each restart at another point of Sobol's. */
final class Starts {

  private final SobolSequence points;
  private int given;

  Starts(int dimension) {
    points = new SobolSequence(dimension);
  }

  double[] next() {
    double[] start = points.point(given, 0);
    if (given == 0) {
      Arrays.fill(start, 0.5);
    }
    given++;
    return start;
  }
}
