package dev.nightjar.search.trial;

/** Whether small or large values of a metric are good. */
public enum Goal {
  /** Small values are good. */
  MINIMIZE,

  /** Large values are good. */
  MAXIMIZE;

  /** The value turned so that smaller is better: itself, or its negative. */
  public double loss(double value) {
    return this == MINIMIZE ? value : -value;
  }

  /** Whether {@code a} is strictly better than {@code b}. */
  public boolean better(double a, double b) {
    return loss(a) < loss(b);
  }
}
