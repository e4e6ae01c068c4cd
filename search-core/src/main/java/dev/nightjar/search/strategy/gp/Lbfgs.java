package dev.nightjar.search.strategy.gp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function inside a box by limited-memory BFGS with projected backtracking steps
 * (Nocedal, "Updating Quasi-Newton Matrices with Limited Storage", 1980; algorithm 7.4 of Nocedal
 * and Wright 2006). Coordinates that lie on a bound and are pushed outwards are held there.
 */
final class Lbfgs {
  private static final int MEMORY = 8;
  private static final double SUFFICIENT = 1e-4;
  private static final int BACKTRACKS = 12;

  private Lbfgs() {}

  /** A function that also gives its gradient. */
  interface Function {
    /**
     * The value at {@code x}.
     *
     * @param gradient to be overwritten with the gradient there
     */
    double value(double[] x, double[] gradient);
  }

  @SuppressWarnings("ArrayRecordComponent") // Private, never compared, never changed.
  private record Pair(double[] step, double[] change, double inverse) {}

  /**
   * Improves {@code x} in place until {@code evaluations} are spent or nothing is gained.
   *
   * @return the value there
   */
  static double minimize(
      Function function, double[] x, double[] low, double[] high, int evaluations, double gain) {
    int n = x.length;
    double[] gradient = new double[n];
    double value = function.value(x, gradient);
    int left = evaluations - 1;
    Deque<Pair> pairs = new ArrayDeque<>();
    while (left > 0) {
      double[] direction = direction(x, gradient, low, high, pairs);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        if (pairs.isEmpty()) {
          break;
        }
        pairs.clear();
        continue;
      }
      double length = pairs.isEmpty() ? Math.min(1, 0.5 / norm(direction)) : 1;
      double[] next = new double[n];
      double[] nextGradient = new double[n];
      double nextValue = Double.NaN;
      boolean lower = false;
      for (int i = 0; i < BACKTRACKS && left > 0 && !lower; i++) {
        for (int d = 0; d < n; d++) {
          next[d] = Math.max(low[d], Math.min(high[d], x[d] + length * direction[d]));
        }
        nextValue = function.value(next, nextGradient);
        left--;
        lower = nextValue <= value + SUFFICIENT * length * slope;
        length /= i == 0 ? 2 : 4;
      }
      if (!lower) {
        if (pairs.isEmpty()) {
          break;
        }
        pairs.clear();
        continue;
      }
      remember(pairs, x, next, gradient, nextGradient);
      double gained = value - nextValue;
      System.arraycopy(next, 0, x, 0, n);
      gradient = nextGradient;
      value = nextValue;
      if (gained < gain) {
        break;
      }
    }
    return value;
  }

  private static double[] direction(
      double[] x, double[] gradient, double[] low, double[] high, Deque<Pair> pairs) {
    int n = x.length;
    double[] q = gradient.clone();
    for (int d = 0; d < n; d++) {
      if (held(x[d], -gradient[d], low[d], high[d])) {
        q[d] = 0;
      }
    }
    double[] alphas = new double[pairs.size()];
    int i = 0;
    for (Pair pair : pairs) {
      alphas[i] = pair.inverse() * dot(pair.step(), q);
      add(q, -alphas[i++], pair.change());
    }
    if (!pairs.isEmpty()) {
      Pair newest = pairs.getFirst();
      double scale = 1 / (newest.inverse() * dot(newest.change(), newest.change()));
      for (int d = 0; d < n; d++) {
        q[d] *= scale;
      }
    }
    Iterator<Pair> oldestFirst = pairs.descendingIterator();
    while (oldestFirst.hasNext()) {
      Pair pair = oldestFirst.next();
      i--;
      add(q, alphas[i] - pair.inverse() * dot(pair.change(), q), pair.step());
    }
    for (int d = 0; d < n; d++) {
      q[d] = held(x[d], -q[d], low[d], high[d]) ? 0 : -q[d];
    }
    return q;
  }

  private static boolean held(double x, double move, double low, double high) {
    return (x <= low && move < 0) || (x >= high && move > 0);
  }

  private static void remember(
      Deque<Pair> pairs, double[] x, double[] next, double[] gradient, double[] nextGradient) {
    int n = x.length;
    double[] step = new double[n];
    double[] change = new double[n];
    for (int d = 0; d < n; d++) {
      step[d] = next[d] - x[d];
      change[d] = nextGradient[d] - gradient[d];
    }
    double curvature = dot(step, change);
    if (curvature > 1e-10 * dot(change, change)) {
      pairs.addFirst(new Pair(step, change, 1 / curvature));
      if (pairs.size() > MEMORY) {
        pairs.removeLast();
      }
    }
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int d = 0; d < to.length; d++) {
      to[d] += factor * from[d];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
