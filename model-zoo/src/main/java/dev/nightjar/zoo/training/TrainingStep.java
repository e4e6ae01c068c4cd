package dev.nightjar.zoo.training;

import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;

/** One step of training a network: loss and gradients, clipping, optimiser. */
public final class TrainingStep {
  private final RecurrentNetwork network;
  private final Updater updater;
  private final GradientClipping clipping;

  /**
   * @param gradientClipping largest global norm of the gradients; 0 does not clip
   */
  public TrainingStep(RecurrentNetwork network, Optimizer optimizer, double gradientClipping) {
    this.network = network;
    this.updater = optimizer.start(network.layout().length());
    this.clipping = new GradientClipping(gradientClipping);
  }

  /**
   * Does the step. With a loss that is not finite the parameters are left alone.
   *
   * @return the mean loss before the step, in nats a target
   */
  public double run(SequenceBatch batch, double learningRate) {
    double loss = network.trainStep(batch);
    if (Double.isFinite(loss)) {
      double scale = clipping.scale(network.gradientBuffer());
      updater.update(network.parameterBuffer(), network.gradientBuffer(), scale, learningRate);
      network.parametersChanged();
    }
    return loss;
  }
}
