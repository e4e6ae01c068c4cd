package dev.nightjar.zoo.training;

/** Gradient descent with and without momentum: see {@link Optimizer.Sgd}. */
final class MomentumUpdater extends Updater {
  private final float momentum;
  private final boolean nesterov;
  private final float[][] velocity;
  private float rate;

  MomentumUpdater(int length, double momentum, boolean nesterov) {
    super(length);
    this.momentum = (float) momentum;
    this.nesterov = nesterov;
    velocity = moments(length);
  }

  @Override
  void begin(int step, double learningRate) {
    rate = (float) learningRate;
  }

  @Override
  void apply(float[] parameters, float[] gradients, float scale, int chunk, int count) {
    float[] u = velocity[chunk];
    float mu = momentum;
    float eta = rate;
    // The step is alongVelocity·u + alongGradient·g, so that both kinds share one loop without a
    // branch.
    float alongVelocity = nesterov ? mu : 1;
    float alongGradient = nesterov ? 1 : 0;
    for (int i = 0; i < count; i++) {
      float g = gradients[i] * scale;
      float next = mu * u[i] + g;
      u[i] = next;
      parameters[i] -= eta * (alongVelocity * next + alongGradient * g);
    }
  }
}
