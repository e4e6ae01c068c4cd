package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The gradient of a bias alone: the sum of the output's gradients over the rows. Where the weights
 * are trained it comes with theirs.
 */
final class BiasGradient {
  private final FloatBuffer gradient;
  private final Signal outputs;
  private final float[] row;
  private final float[] sum;

  BiasGradient(Weights weights, String bias, Signal outputs) {
    gradient = weights.gradient(bias);
    this.outputs = outputs;
    row = new float[outputs.width()];
    sum = new float[outputs.width()];
  }

  /** Overwrites the gradient. */
  void sum() {
    FloatBuffer values = outputs.gradient().floats();
    Arrays.fill(sum, 0);
    for (int i = 0; i < outputs.rows(); i++) {
      values.get(i * row.length, row);
      for (int j = 0; j < row.length; j++) {
        sum[j] += row[j];
      }
    }
    gradient.put(0, sum);
  }
}
