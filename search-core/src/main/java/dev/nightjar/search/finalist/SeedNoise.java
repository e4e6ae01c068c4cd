package dev.nightjar.search.finalist;

import java.util.List;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Which differences are more than chance, where the chance is that of seeds: two trainings of the
 * same configuration differ too.
 *
 * <p>Two configurations are compared by Welch's t-test (Welch 1947, The generalization of
 * "Student's" problem when several different population variances are involved), two-sided, which
 * takes the values over seeds to be normal but not equally spread. Which ones are compared is
 * chosen by their values, so every pair counts: with m pairs a difference is beyond the noise if p
 * is below 0.05 / m (Bonferroni). Then of twenty studies whose finalists are all alike, one on
 * average or fewer claims some difference.
 */
public final class SeedNoise {

  /** The probability of a claim about finalists that are all alike, at most. */
  public static final double FALSE_ALARM = 0.05;

  private final List<Standing> tested;
  private final int choices;

  SeedNoise(List<Standing> standings) {
    this.tested = standings.stream().filter(s -> s.completed() > 1).toList();
    this.choices = standings.size();
  }

  /** The p-value of a pair below which its difference is beyond the noise of seeds. */
  public double threshold() {
    int pairs = tested.size() * (tested.size() - 1) / 2;
    return FALSE_ALARM / Math.max(1, pairs);
  }

  /** How much may be said of a pair. */
  public enum Verdict {
    /** Fewer than two seeds of one of them completed, so nothing is known of its noise. */
    UNKNOWN,
    /** They may well be equally good. */
    WITHIN,
    /** One of them is better. */
    BEYOND
  }

  /** Whether two configurations differ by more than seeds explain. */
  public Verdict compare(Standing a, Standing b) {
    OptionalDouble p = pValue(a, b);
    if (p.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    return p.getAsDouble() < threshold() ? Verdict.BEYOND : Verdict.WITHIN;
  }

  /**
   * Welch's p-value: how probable means so far apart are if the configurations are equally good.
   *
   * @return 0 to 1; empty if fewer than two seeds of one of them completed
   */
  public static OptionalDouble pValue(Standing a, Standing b) {
    if (a.completed() < 2 || b.completed() < 2) {
      return OptionalDouble.empty();
    }
    double difference = a.mean().orElseThrow() - b.mean().orElseThrow();
    double va = squaredError(a);
    double vb = squaredError(b);
    if (va + vb == 0) { // Nothing is left to chance.
      return OptionalDouble.of(difference == 0 ? 1 : 0);
    }
    double t = difference / Math.sqrt(va + vb);
    double freedom = // Welch and Satterthwaite
        (va + vb) * (va + vb) / (va * va / (a.completed() - 1) + vb * vb / (b.completed() - 1));
    return OptionalDouble.of(2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(t)));
  }

  /** The squared standard error of the mean. */
  private static double squaredError(Standing standing) {
    double deviation = standing.deviation().orElseThrow();
    return deviation * deviation / standing.completed();
  }

  /**
   * How much worse than a finalist's mean over its seeds a single training may be by chance: that
   * of a configuration which is equally good, with the noise of the finalists together, is worse by
   * more once in twenty times at most ({@link #FALSE_ALARM}; the prediction interval of a further
   * value, one-sided). The finalist may be chosen by its mean, so each of them counts (Bonferroni).
   *
   * @return in the metric's unit; empty if no finalist completed with two seeds
   */
  public OptionalDouble ofASingleTraining(Standing mean) {
    int freedom = tested.stream().mapToInt(s -> s.completed() - 1).sum();
    if (freedom == 0) {
      return OptionalDouble.empty();
    }
    double squares =
        tested.stream()
            .mapToDouble(s -> (s.completed() - 1) * Math.pow(s.deviation().orElseThrow(), 2))
            .sum();
    double t = new TDistribution(freedom).inverseCumulativeProbability(1 - FALSE_ALARM / choices);
    return OptionalDouble.of(t * Math.sqrt(squares / freedom * (1 + 1.0 / mean.completed())));
  }
}
