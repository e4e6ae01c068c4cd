package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.training.DivergedException;
import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.arbiter.BaseNetworkSpace;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/**
 * Trains the Deeplearning4j network that Arbiter makes of a configuration, epoch by epoch, and
 * scores it after each with Arbiter's score function.
 *
 * <p>The value of a trial is the score of its best epoch, and its model is that epoch's network:
 * attachment {@code model}, a zip for Deeplearning4j's {@code ModelSerializer}. (Arbiter itself
 * takes the last epoch.) Which epoch is the best, the score says; or, where the Arbiter space has
 * an {@code EarlyStoppingConfiguration}, that one's score calculator, as in Arbiter.
 *
 * <p>Each epoch reports {@value #SCORE}, {@value #TRAINING_LOSS} (the mean of the batches' losses)
 * and, where there is such a calculator, {@code early_stopping.score}. A loss or score that is no
 * finite number fails the trial, as does a configuration of which Arbiter cannot make a network.
 *
 * <p>A space without a seed of its own is given that of the trial. Safe for several threads as far
 * as the user's data and score function are.
 */
public final class ArbiterObjective implements Objective {

  /** The metric that Arbiter's score function measures. */
  public static final String SCORE = "score";

  static final String TRAINING_LOSS = "training.loss";

  private final ArbiterSpace<?> space;
  private final BaseNetworkSpace<?> networks;
  private final ArbiterData data;
  private final ScoreFunction score;
  private final EarlyStoppingSpec earlyStopping;

  private ArbiterObjective(
      ArbiterSpace<?> space,
      BaseNetworkSpace<?> networks,
      ArbiterData data,
      ScoreFunction score,
      EarlyStoppingSpec earlyStopping) {
    this.space = space;
    this.networks = networks;
    this.data = data;
    this.score = score;
    this.earlyStopping = earlyStopping;
  }

  /**
   * An objective over the networks of a space.
   *
   * @param space over a {@code MultiLayerSpace} or a {@code ComputationGraphSpace}
   * @param data what to train on and to score with
   * @param score what is measured
   * @param earlyStopping ends a training whose best epoch does not get better, beside what the
   *     Arbiter space itself says
   * @throws IllegalArgumentException if it is not a space of networks
   */
  public static ArbiterObjective of(
      ArbiterSpace<?> space,
      ArbiterData data,
      ScoreFunction score,
      EarlyStoppingSpec earlyStopping) {
    if (!(space.parameterSpace() instanceof BaseNetworkSpace<?> networks)) {
      throw new IllegalArgumentException(
          space.parameterSpace().getClass().getName()
              + " is no space of networks; use a MultiLayerSpace or a ComputationGraphSpace");
    }
    return new ArbiterObjective(space, networks, data, score, earlyStopping);
  }

  /** What this optimises. */
  public Criterion criterion() {
    return score.minimize() ? Criterion.minimize(SCORE) : Criterion.maximize(SCORE);
  }

  @Override
  public Result evaluate(Configuration configuration, TrialContext context)
      throws InterruptedException {
    try (TrainableNetwork network = build(configuration, context.seed())) {
      NetworkTraining training =
          new NetworkTraining(network, data, score, earlyStopping, criterion());
      int best = training.run(context);
      network.restoreBest();
      return new Result(
          training.metrics(best),
          OptionalInt.of(best),
          List.of(new Attachment(Attachment.MODEL, "application/zip", network.zip())));
    } catch (DivergedException e) {
      throw new TrialFailedException(e.getMessage(), e);
    }
  }

  /**
   * Arbiter takes the seed from the space: it is the trial's while the network is configured.
   * Making the configuration seeds the generator of this thread, which draws weights and dropout.
   */
  private TrainableNetwork build(Configuration configuration, long seed) {
    double[] flat = space.flat(configuration);
    try {
      return TrainableNetwork.of(
          space.withIndices(
              () -> {
                Long own = networks.getSeed();
                networks.setSeed(own == null ? Long.valueOf(seed) : own);
                try {
                  return networks.getValue(flat);
                } finally {
                  networks.setSeed(own);
                }
              }));
    } catch (RuntimeException e) {
      throw new TrialFailedException(
          "Arbiter cannot make a network of these values: " + e.getMessage(), e);
    }
  }
}
