package dev.nightjar.zoo.training;

import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.RecurrentState;
import dev.nightjar.zoo.network.SequenceBatch;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * One step of training a network: loss and gradients, clipping, optimiser; what is not trained is
 * left out of all. Between steps it keeps the state that batches go on from.
 */
public final class TrainingStep {
  private final RecurrentNetwork network;
  private final FloatBuffer parameters;
  private final FloatBuffer gradients;
  private final Updater updater;
  private final GradientClipper clipper;
  private final boolean answersAlways;
  private Optional<RecurrentState> state = Optional.empty();

  /** Steps of an optimiser that starts now. */
  public TrainingStep(RecurrentNetwork network, Optimizer optimizer, GradientClipping clipping) {
    this.network = network;
    int from = network.layout().trainedFrom();
    int length = network.layout().length() - from;
    parameters = network.parameterBuffer().slice(from, length);
    gradients = network.gradientBuffer().slice(from, length);
    this.updater = optimizer.start(length);
    this.clipper = clipping.start();
    this.answersAlways = network.spec().head().mode() == OutputMode.EVERY_STEP;
  }

  /**
   * Does the step. With a loss that is not finite the parameters are left alone.
   *
   * <p>The state after a batch is kept where the next batch may go on from it: always by a network
   * that answers at every step, by another from the first batch on whose {@link
   * SequenceBatch#continues} is not empty. A batch of another size begins from zero, all its rows.
   *
   * @return the mean loss before the step, in nats a target, or the mean squared error
   */
  public double run(SequenceBatch batch, double learningRate) {
    double loss = loss(batch);
    if (Double.isFinite(loss)) {
      double scale = clipper.clip(gradients);
      updater.update(parameters, gradients, scale, learningRate);
      network.parametersChanged();
    } else {
      state = Optional.empty(); // It may be no more finite than the loss.
    }
    return loss;
  }

  private double loss(SequenceBatch batch) {
    if (batch.continues().length == 0 && state.isEmpty() && !answersAlways) {
      return network.trainStep(batch);
    }
    int size = batch.size();
    RecurrentState from =
        state.filter(s -> s.size() == size).orElseGet(() -> network.newState(size));
    state = Optional.of(from);
    return network.trainStep(batch, from);
  }
}
