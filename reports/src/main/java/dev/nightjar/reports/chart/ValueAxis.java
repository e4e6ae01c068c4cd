package dev.nightjar.reports.chart;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.trial.Goal;
import java.util.Collection;
import java.util.Optional;

/**
 * An axis of measured values that a few diverged ones cannot flatten. Values on the bad side beyond
 * Tukey's outer fence (the third quartile and three interquartile ranges, in logarithms where all
 * values are positive) are left beyond the axis and told of in a note, if they would press the
 * others into less than a third of it; the good side is always shown. What remains is drawn in
 * logarithms if it spans a factor of more than {@value #LOG_FROM}.
 *
 * @param axis the axis
 * @param beyond how many values lie beyond it
 * @param worst the worst of them; NaN if there is none
 * @param goal which side is the bad one
 */
public record ValueAxis(Axis axis, int beyond, double worst, Goal goal) {

  private static final double LOG_FROM = 30;
  private static final double SQUEEZE = 3;
  private static final int ENOUGH_TO_JUDGE = 5;

  /** The axis for values, those that are not finite left out; from 0 to 1 if there is none. */
  public static ValueAxis of(Collection<Double> values, Goal goal) {
    double[] losses =
        values.stream().filter(Double::isFinite).mapToDouble(goal::loss).sorted().toArray();
    if (losses.length == 0) {
      return new ValueAxis(Axis.linear(0, 1), 0, Double.NaN, goal);
    }
    double best = losses[0];
    double worst = losses[losses.length - 1];
    double limit = losses.length < ENOUGH_TO_JUDGE ? worst : Math.min(worst, fence(losses));
    // The axis ends at a value that is there, not at the fence.
    double last = best;
    int beyond = 0;
    for (double loss : losses) {
      if (loss <= limit) {
        last = loss;
      } else {
        beyond++;
      }
    }
    if (worst - best <= SQUEEZE * (last - best)) {
      last = worst;
      beyond = 0;
    }
    double low = Math.min(goal.loss(best), goal.loss(last));
    double high = Math.max(goal.loss(best), goal.loss(last));
    Axis axis = low > 0 && high / low > LOG_FROM ? Axis.log(low, high) : Axis.linear(low, high);
    return new ValueAxis(axis, beyond, beyond == 0 ? Double.NaN : goal.loss(worst), goal);
  }

  private static double fence(double[] losses) {
    boolean positive = losses[0] > 0;
    double first = quantile(losses, 0.25);
    double third = quantile(losses, 0.75);
    if (positive) {
      double ratio = Math.max(third / first, 1.1);
      return third * ratio * ratio * ratio;
    }
    double scale = Math.max(Math.abs(first), Math.abs(third));
    return third + 3 * Math.max(third - first, 0.03 * scale + Double.MIN_NORMAL);
  }

  private static double quantile(double[] sorted, double p) {
    double place = p * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** What the axis leaves out, in words. */
  public Optional<String> note(String things) {
    if (beyond == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Numbers.count(beyond, things)
            + (goal == Goal.MINIMIZE ? " above" : " below")
            + " the axis, drawn at its edge; the farthest at "
            + Numbers.value(worst));
  }
}
