package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Stops a trial that is worse than the best completed one, step by step, more clearly than chance
 * allows: Optuna's {@code WilcoxonPruner}. With the losses xᵢ of the trial and yᵢ of the best at
 * the n steps that both reported, it stops if the mean of xᵢ − yᵢ is above zero and Wilcoxon's
 * signed-rank test says p &lt; {@code p_value}.
 *
 * <p>It is made for objectives that report the same things in the same order, such as a fold or a
 * seed a step. Epochs of one training are no independent pairs, so on learning curves p is smaller
 * than it should be: a slow start is held against a trial.
 */
public final class WilcoxonPruner implements Pruner {

  /** The largest probability of a wrong stop at one step, if steps are independent. */
  public static final double DEFAULT_P_VALUE = 0.1;

  /** With fewer pairs than four no p is below 0.1. */
  public static final int DEFAULT_MIN_EPOCHS = 4;

  private final double pValue;
  private final int minEpochs;

  /**
   * A pruner.
   *
   * @param pValue stops below this, from 0 to 1
   * @param minEpochs pairs that are needed at least, from 1
   */
  public WilcoxonPruner(double pValue, int minEpochs) {
    Require.within(0, 1, pValue, "p_value");
    Require.atLeast(1, minEpochs, "min_epochs");
    this.pValue = pValue;
    this.minEpochs = minEpochs;
  }

  @Override
  public Decision judge(Trial trial, History history) {
    Criterion criterion = history.criteria().get(0);
    Optional<Trial> best = best(history, criterion);
    if (best.isEmpty() || Peers.of(trial, history).isEmpty()) {
      return Decision.CONTINUE;
    }
    Map<Integer, Double> theirs = losses(best.get(), criterion);
    double[] differences =
        losses(trial, criterion).entrySet().stream()
            .filter(loss -> theirs.containsKey(loss.getKey()))
            .mapToDouble(loss -> loss.getValue() - theirs.get(loss.getKey()))
            .toArray();
    if (differences.length < minEpochs) {
      return Decision.CONTINUE;
    }
    double mean = 0;
    for (double difference : differences) {
      mean += difference / differences.length;
    }
    double p = SignedRanks.aboveZero(differences);
    if (mean <= 0 || p >= pValue) {
      return Decision.CONTINUE;
    }
    return new Decision.Stop(
        "over "
            + differences.length
            + " epochs its "
            + criterion.metric()
            + " is by "
            + Peers.digits(mean)
            + " worse than that of trial "
            + best.get().number()
            + " (Wilcoxon: p = "
            + Peers.digits(p)
            + ")");
  }

  private static Optional<Trial> best(History history, Criterion criterion) {
    return history.completed().stream()
        .min(
            Comparator.<Finished<Outcome.Completed>>comparingDouble(
                    f -> criterion.goal().loss(f.outcome().values().get(0)))
                .thenComparingInt(f -> f.trial().number()))
        .map(Finished::trial);
  }

  /** The finite losses, by epoch. */
  private static Map<Integer, Double> losses(Trial trial, Criterion criterion) {
    Map<Integer, Double> losses = new HashMap<>();
    for (EpochReport report : trial.epochs()) {
      OptionalDouble value = report.metric(criterion.metric());
      if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
        losses.put(report.epoch(), criterion.goal().loss(value.getAsDouble()));
      }
    }
    return losses;
  }
}
