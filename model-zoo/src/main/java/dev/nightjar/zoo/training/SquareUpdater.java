package dev.nightjar.zoo.training;

/** RMSProp and Adagrad: see {@link Optimizer}. */
final class SquareUpdater extends Updater {
  private final float keep;
  private final float add;
  private final float epsilon;
  private final float[][] squares;
  private float rate;

  /** With v ← keep·v + add·g². */
  SquareUpdater(int length, double keep, double add, double epsilon) {
    super(length);
    this.keep = (float) keep;
    this.add = (float) add;
    this.epsilon = (float) epsilon;
    squares = moments(length);
  }

  @Override
  void begin(int step, double learningRate) {
    rate = (float) learningRate;
  }

  @Override
  void apply(float[] parameters, float[] gradients, float scale, int chunk, int count) {
    float[] v = squares[chunk];
    float k = keep;
    float a = add;
    float eps = epsilon;
    float eta = rate;
    for (int i = 0; i < count; i++) {
      float g = gradients[i] * scale;
      float square = k * v[i] + a * g * g;
      v[i] = square;
      parameters[i] -= eta * g / ((float) Math.sqrt(square) + eps);
    }
  }
}
