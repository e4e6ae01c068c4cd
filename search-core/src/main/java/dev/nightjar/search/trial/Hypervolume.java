package dev.nightjar.search.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much of a box points dominate (Zitzler and Thiele 1998): a measure of how good a front is,
 * whichever of its trials one likes. The box is cut into slices along the last coordinate, and each
 * slice is measured by the coordinates that are left.
 */
public final class Hypervolume {

  private Hypervolume() {}

  /**
   * The share of the unit cube that points dominate.
   *
   * @param points small is good; all of one dimension d ≥ 1, and all coordinates from 0 to 1. The
   *     time is proportional to n to the power of d − 1, or to n log n for d below 3
   * @return from 0, for no points, to 1, if the origin is one of them
   */
  public static double ofUnitCube(List<double[]> points) {
    return points.isEmpty() ? 0 : volume(points, points.get(0).length);
  }

  /** By the first {@code dimensions} coordinates. */
  private static double volume(List<double[]> points, int dimensions) {
    int last = dimensions - 1;
    List<double[]> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(p -> p[last]));
    if (dimensions == 1) {
      return 1 - sorted.get(0)[0];
    }
    double volume = 0;
    double width = 0;
    for (int i = 0; i < sorted.size(); i++) {
      double next = i + 1 < sorted.size() ? sorted.get(i + 1)[last] : 1;
      double height = next - sorted.get(i)[last];
      width =
          dimensions == 2
              ? Math.max(width, 1 - sorted.get(i)[0])
              : height > 0 ? volume(sorted.subList(0, i + 1), last) : width;
      volume += height * width;
    }
    return volume;
  }
}
