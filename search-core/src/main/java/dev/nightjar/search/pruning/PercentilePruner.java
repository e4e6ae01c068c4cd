package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.stream.Stream;

/**
 * Stops a trial whose best value so far is worse than a percentile of what the completed trials had
 * reached at that epoch.
 *
 * <p>With the losses l₁ ≤ … ≤ lₙ of the n completed trials up to the epoch, the percentile q is
 * found by linear interpolation at place 1 + (n − 1)·q/100, as in Optuna's {@code
 * PercentilePruner}; the median, q = 50, is the rule of Golovin et al., "Google Vizier: A Service
 * for Black-Box Optimization", 2017, section 3.2. Both look at completed trials only, for those
 * alone show how a training that was worth its time began.
 */
public final class PercentilePruner implements Pruner {

  /** Who is worse than three of four is stopped. */
  public static final double DEFAULT_PERCENTILE = 75;

  private final double percentile;
  private final String name;
  private final WarmUp warmUp;

  /**
   * A pruner.
   *
   * @param percentile from 0 to 100: this share of the trials, in percent, counts as good
   * @param warmUp when it judges
   */
  public PercentilePruner(double percentile, WarmUp warmUp) {
    this(percentile, "percentile " + Peers.digits(percentile), warmUp);
  }

  private PercentilePruner(double percentile, String name, WarmUp warmUp) {
    Require.within(0, 100, percentile, "percentile");
    this.percentile = percentile;
    this.name = name;
    this.warmUp = warmUp;
  }

  /** The percentile 50. */
  static PercentilePruner median(WarmUp warmUp) {
    return new PercentilePruner(50, "median", warmUp);
  }

  @Override
  public Decision judge(Trial trial, History history) {
    return warmUp.due(trial)
        ? Peers.of(trial, history).map(this::judge).orElse(Decision.CONTINUE)
        : Decision.CONTINUE;
  }

  private Decision judge(Peers peers) {
    int epoch = peers.own().lastEpoch();
    double[] losses =
        peers.completed().stream()
            .flatMap(curve -> Stream.of(curve.at(epoch)))
            .filter(loss -> loss.isPresent())
            .mapToDouble(loss -> loss.getAsDouble())
            .sorted()
            .toArray();
    if (losses.length < warmUp.minTrials()) {
      return Decision.CONTINUE;
    }
    double limit = quantile(losses, percentile / 100);
    if (peers.own().best() <= limit) {
      return Decision.CONTINUE;
    }
    return new Decision.Stop(
        peers.standing(epoch)
            + " is worse than "
            + peers.value(limit)
            + ", the "
            + name
            + " of "
            + losses.length
            + " completed trials");
  }

  /**
   * A quantile by linear interpolation.
   *
   * @param sorted at least one number, in ascending order
   * @param share from 0, the smallest, to 1, the largest
   */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double rest = place - below;
    return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
  }
}
