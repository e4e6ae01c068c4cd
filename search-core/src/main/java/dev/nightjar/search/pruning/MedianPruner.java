package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;

/**
 * Stops a trial whose best value so far is worse than the median of what the completed trials had
 * reached at that epoch: {@link PercentilePruner} with the percentile 50.
 */
public final class MedianPruner implements Pruner {

  private final PercentilePruner rule;

  /** A pruner that judges when the warm-up is over. */
  public MedianPruner(WarmUp warmUp) {
    this.rule = PercentilePruner.median(warmUp);
  }

  @Override
  public Decision judge(Trial trial, History history) {
    return rule.judge(trial, history);
  }
}
