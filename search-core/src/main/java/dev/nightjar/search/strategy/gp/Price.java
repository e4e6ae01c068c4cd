package dev.nightjar.search.strategy.gp;

import java.util.List;

/** What a trial at a point costs, as far as it matters for the choice. */
interface Price {

  /** Every trial costs the same. */
  Price FREE =
      new Price() {
        @Override
        public double[] logs(List<double[]> points) {
          return new double[points.size()];
        }

        @Override
        public double log(double[] point, double[] gradient) {
          return 0;
        }

        @Override
        public boolean affordable(double[] point) {
          return true;
        }

        @Override
        public String describe() {
          return "";
        }
      };

  /** Logarithms of the prices; infinite for what is not affordable. */
  double[] logs(List<double[]> points);

  /**
   * The logarithm of a price, affordable or not.
   *
   * @param gradient by the point's coordinates, to be overwritten; zero where it does not change
   */
  double log(double[] point, double[] gradient);

  /** Whether a trial at a point is expected to end in time. */
  boolean affordable(double[] point);

  /** What the improvement is divided by, for people; empty if by nothing. */
  String describe();
}
