package dev.nightjar.zoo.training;

/**
 * How gradients that are too large are made smaller: first each one by itself, then all together.
 *
 * @param maxValue v, above 0: a gradient beyond ±v becomes ±v, so that a few huge ones do not
 *     decide the direction of a step (Mikolov 2012); 0 lets every value through
 * @param maxNorm largest Euclidean norm of all gradients together, above 0: longer ones are scaled
 *     to it, which keeps their direction (Pascanu, Mikolov and Bengio 2013, algorithm 1); 0 lets
 *     every norm through
 */
public record GradientClipping(double maxValue, double maxNorm) {
  /** Nothing is clipped. */
  public static final GradientClipping NONE = new GradientClipping(0, 0);

  /** Checks the ranges. */
  public GradientClipping {
    requireLimit("gradient_value_clipping", maxValue);
    requireLimit("gradient_clipping", maxNorm);
  }

  /** By the norm of all gradients together only. */
  public static GradientClipping byNorm(double maxNorm) {
    return new GradientClipping(0, maxNorm);
  }

  /** By the value of each gradient only. */
  public static GradientClipping byValue(double maxValue) {
    return new GradientClipping(maxValue, 0);
  }

  /** The clipping at work, with memory of its own. */
  GradientClipper start() {
    return new GradientClipper(this);
  }

  private static void requireLimit(String name, double limit) {
    if (!(limit >= 0)) {
      throw new IllegalArgumentException(name + " is " + limit + "; it must be 0 (none) or above");
    }
  }
}
