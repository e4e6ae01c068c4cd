package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.trial.Criterion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.scorecalc.ScoreCalculator;
import org.deeplearning4j.earlystopping.termination.EpochTerminationCondition;
import org.deeplearning4j.earlystopping.termination.IterationTerminationCondition;
import org.deeplearning4j.nn.api.Model;

/**
 * Deeplearning4j's early stopping, asked as its own trainer asks it: the conditions on batches
 * after each, those on epochs after each that is evaluated, with epochs counted from 0. Its model
 * saver is not used: the best weights stay in memory until they are stored with the trial.
 *
 * <p>Conditions remember what they saw, so one configuration serves one training at a time.
 */
final class StoppingConditions {

  /** The metric under which the score that the conditions see is reported. */
  static final String METRIC = "early_stopping.score";

  private final EarlyStoppingConfiguration<Model> configuration;
  private final ScoreCalculator<Model> calculator;

  /**
   * Begins a training.
   *
   * @throws IllegalArgumentException if there is nothing that computes a score
   */
  @SuppressWarnings("unchecked") // A configuration of some kind of model; the network is of it.
  StoppingConditions(EarlyStoppingConfiguration<?> configuration) {
    this.configuration = (EarlyStoppingConfiguration<Model>) configuration;
    this.calculator =
        Optional.ofNullable(this.configuration.getScoreCalculator())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the EarlyStoppingConfiguration has no score calculator; add"
                            + " scoreCalculator(...)"));
    epochConditions().forEach(EpochTerminationCondition::initialize);
    iterationConditions().forEach(IterationTerminationCondition::initialize);
  }

  private List<EpochTerminationCondition> epochConditions() {
    return Optional.ofNullable(configuration.getEpochTerminationConditions()).orElse(List.of());
  }

  private List<IterationTerminationCondition> iterationConditions() {
    return Optional.ofNullable(configuration.getIterationTerminationConditions()).orElse(List.of());
  }

  /** What makes an epoch the best. */
  Criterion criterion() {
    return calculator.minimizeScore() ? Criterion.minimize(METRIC) : Criterion.maximize(METRIC);
  }

  /** Whether training ends after a batch with this loss. */
  boolean endAfterBatch(double loss) {
    return iterationConditions().stream().anyMatch(condition -> condition.terminate(loss));
  }

  /** The score after an epoch, counted from 1; empty if this one is not evaluated. */
  OptionalDouble score(int epoch, Model model) {
    return (epoch - 1) % configuration.getEvaluateEveryNEpochs() == 0
        ? OptionalDouble.of(calculator.calculateScore(model))
        : OptionalDouble.empty();
  }

  /** Whether training ends after an epoch, counted from 1, with this score. */
  boolean endAfterEpoch(int epoch, double score) {
    boolean minimize = calculator.minimizeScore();
    return epochConditions().stream()
        .anyMatch(condition -> condition.terminate(epoch - 1, score, minimize));
  }
}
