package dev.nightjar.zoo.training;

import java.nio.FloatBuffer;

/**
 * Clipping by the global norm (Pascanu, Mikolov and Bengio 2013): gradients that are too long
 * together are shortened together.
 */
final class GradientClipping {
  private static final int CHUNK = 1024;

  private final double maxNorm;
  private final float[] values = new float[CHUNK];
  private final float[] squares = new float[CHUNK];

  /**
   * @param maxNorm largest Euclidean norm of all gradients together; 0 lets everything through
   */
  GradientClipping(double maxNorm) {
    this.maxNorm = maxNorm;
  }

  /** What to multiply the gradients with, at most 1. */
  double scale(FloatBuffer gradients) {
    if (maxNorm == 0) {
      return 1;
    }
    double norm = norm(gradients);
    return norm > maxNorm ? maxNorm / norm : 1;
  }

  /**
   * The Euclidean norm. Sums are kept side by side, which the JIT compiler can vectorise; a single
   * sum it must not reorder.
   */
  double norm(FloatBuffer gradients) {
    double sum = 0;
    int length = gradients.capacity();
    java.util.Arrays.fill(squares, 0f);
    for (int start = 0; start < length; start += CHUNK) {
      int count = Math.min(CHUNK, length - start);
      gradients.get(start, values, 0, count);
      addSquares(values, squares, count);
    }
    for (float square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  private static void addSquares(float[] values, float[] squares, int count) {
    for (int i = 0; i < count; i++) {
      squares[i] += values[i] * values[i];
    }
  }
}
