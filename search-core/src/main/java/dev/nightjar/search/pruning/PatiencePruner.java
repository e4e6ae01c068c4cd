package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Stops a trial that another pruner would stop, but only while it is not getting better: Optuna's
 * {@code PatientPruner}. A trial improves if its best value of the last {@code patience} epochs is
 * by more than {@code min_delta} better than its best before them.
 *
 * <p>Without another pruner this would be early stopping, which looks at one training only and is
 * the trainer's. So there always is one; in experiment files it is the median.
 */
public final class PatiencePruner implements Pruner {

  /** A trial may get no better for this many epochs. */
  public static final int DEFAULT_PATIENCE = 2;

  private final Pruner wrapped;
  private final int patience;
  private final double minDelta;

  /**
   * A pruner.
   *
   * @param wrapped who says whether the trial is bad
   * @param patience epochs within which it must get better, from 1
   * @param minDelta by how much, at least 0
   */
  public PatiencePruner(Pruner wrapped, int patience, double minDelta) {
    Require.atLeast(1, patience, "patience");
    Require.within(0, Double.MAX_VALUE, minDelta, "min_delta");
    this.wrapped = wrapped;
    this.patience = patience;
    this.minDelta = minDelta;
  }

  @Override
  public Decision judge(Trial trial, History history) {
    Optional<LearningCurve> curve = LearningCurve.of(trial, history.criteria().get(0));
    if (curve.isEmpty()) {
      return Decision.CONTINUE;
    }
    OptionalDouble before = curve.get().at(Epochs.last(trial) - patience);
    if (before.isEmpty() || before.getAsDouble() - curve.get().best() > minDelta) {
      return Decision.CONTINUE;
    }
    Decision decision = wrapped.judge(trial, history);
    return decision instanceof Decision.Stop stop
        ? new Decision.Stop("no better for " + patience + " epochs, and " + stop.reason())
        : decision;
  }
}
