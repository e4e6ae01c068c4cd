package dev.nightjar.zoo.data;

import java.util.List;

/**
 * The built-in data set {@code mackey-glass}: {@value #VALUES} values of the chaotic series of
 * Mackey and Glass 1977, "Oscillation and chaos in physiological control systems", at one unit of
 * time each:
 *
 * <pre>dx/dt = 0.2·x(t − τ)/(1 + x(t − τ)¹⁰) − 0.1·x(t), τ = {@value #DELAY}, x(t) = 1.2 for t ≤ 0
 * </pre>
 *
 * <p>It is integrated by the classical Runge–Kutta scheme of order four in steps of 0.1. What the
 * scheme asks of the past between two steps is the mean of both. The first {@value #TRANSIENT}
 * units of time, in which the beginning is forgotten, are left out. The series is the same on every
 * machine: Java's arithmetic is exact to the bit, and no other functions are used.
 */
public final class MackeyGlass {

  /** τ. */
  public static final int DELAY = 17;

  static final int VALUES = 5000;
  static final int TRANSIENT = 1000;

  private static final int STEPS_A_UNIT = 10;
  private static final double STEP = 1.0 / STEPS_A_UNIT;
  private static final double BEGINNING = 1.2;

  private MackeyGlass() {}

  static TimeSeries load(ForecastWindows windows, SplitSpec split) {
    String name = Builtin.MACKEY_GLASS.label();
    return TimeSeries.divide(
        name, name, List.of("x"), new double[][] {values()}, 0, windows, split);
  }

  static double[] values() {
    int delay = DELAY * STEPS_A_UNIT;
    int last = (TRANSIENT + VALUES - 1) * STEPS_A_UNIT;
    double[] x = new double[last + 1];
    x[0] = BEGINNING;
    for (int i = 0; i < last; i++) {
      double late = past(x, i - delay);
      double later = past(x, i + 1 - delay);
      double between = (late + later) / 2;
      double k1 = slope(x[i], late);
      double k2 = slope(x[i] + STEP / 2 * k1, between);
      double k3 = slope(x[i] + STEP / 2 * k2, between);
      double k4 = slope(x[i] + STEP * k3, later);
      x[i + 1] = x[i] + STEP / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    double[] values = new double[VALUES];
    for (int t = 0; t < VALUES; t++) {
      values[t] = x[(TRANSIENT + t) * STEPS_A_UNIT];
    }
    return values;
  }

  private static double past(double[] x, int i) {
    return i < 0 ? BEGINNING : x[i];
  }

  private static double slope(double x, double late) {
    double square = late * late;
    double fourth = square * square;
    double tenth = fourth * fourth * square;
    return 0.2 * late / (1 + tenth) - 0.1 * x;
  }
}
