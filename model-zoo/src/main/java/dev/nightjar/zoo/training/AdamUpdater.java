package dev.nightjar.zoo.training;

/** Adam, AdamW and Nadam: see {@link Optimizer}. */
final class AdamUpdater extends Updater {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double weightDecay;
  private final boolean nesterov;
  private final float[][] first;
  private final float[][] second;
  private float momentFactor;
  private float gradientFactor;
  private float rootCorrection;
  private float kept;

  AdamUpdater(
      int length,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      boolean nesterov) {
    super(length);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.nesterov = nesterov;
    first = moments(length);
    second = moments(length);
  }

  @Override
  void begin(int step, double learningRate) {
    double correction = learningRate / (1 - Math.pow(beta1, step));
    momentFactor = (float) (nesterov ? correction * beta1 : correction);
    gradientFactor = (float) (nesterov ? correction * (1 - beta1) : 0);
    rootCorrection = (float) (1 / Math.sqrt(1 - Math.pow(beta2, step)));
    kept = (float) (1 - learningRate * weightDecay);
  }

  @Override
  void apply(float[] parameters, float[] gradients, float scale, int chunk, int count) {
    float b1 = (float) beta1;
    float a1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float a2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    float alongMoment = momentFactor;
    float alongGradient = gradientFactor;
    float correction = rootCorrection;
    float keep = kept;
    float[] m = first[chunk];
    float[] v = second[chunk];
    for (int i = 0; i < count; i++) {
      float g = gradients[i] * scale;
      float mean = b1 * m[i] + a1 * g;
      float square = b2 * v[i] + a2 * g * g;
      m[i] = mean;
      v[i] = square;
      parameters[i] =
          parameters[i] * keep
              - (alongMoment * mean + alongGradient * g)
                  / ((float) Math.sqrt(square) * correction + eps);
    }
  }
}
