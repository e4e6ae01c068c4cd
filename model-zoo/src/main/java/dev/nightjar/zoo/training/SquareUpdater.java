package dev.nightjar.zoo.training;

/** RMSProp and Adagrad: see {@link Optimizer}. */
final class SquareUpdater extends Updater {
  private final float keep;
  private final float add;
  private final float epsilon;
  private final float[] squares;
  private float rate;

  /** With v ← keep·v + add·g². */
  SquareUpdater(int length, double keep, double add, double epsilon) {
    super(length);
    this.keep = (float) keep;
    this.add = (float) add;
    this.epsilon = (float) epsilon;
    squares = new float[length];
  }

  @Override
  void begin(int step, double learningRate) {
    rate = (float) learningRate;
  }

  @Override
  void apply(float[] parameters, float[] gradients, float scale, int start, int count) {
    float[] v = squares;
    float k = keep;
    float a = add;
    float eps = epsilon;
    float eta = rate;
    for (int i = 0; i < count; i++) {
      float g = gradients[i] * scale;
      float square = k * v[start + i] + a * g * g;
      v[start + i] = square;
      parameters[i] -= eta * g / ((float) Math.sqrt(square) + eps);
    }
  }
}
