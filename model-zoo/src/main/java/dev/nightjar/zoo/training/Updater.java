package dev.nightjar.zoo.training;

import java.nio.FloatBuffer;

/**
 * An optimiser at work: its moments for one set of parameters.
 *
 * <p>Parameters and gradients are native memory, moments are on the heap. The loop takes {@value
 * #CHUNK} values at a time into small heap arrays, where the JIT compiler turns the plain loops of
 * the subclasses into vector instructions and everything stays in the first-level cache.
 */
public abstract class Updater {
  private static final int CHUNK = 1024;

  private final int length;
  private final float[] parameterChunk = new float[CHUNK];
  private final float[] gradientChunk = new float[CHUNK];
  private int step;

  Updater(int length) {
    this.length = length;
  }

  /**
   * Moves the parameters by one step.
   *
   * @param parameters [length], changed
   * @param gradients [length], read
   * @param gradientScale what gradients are multiplied with first: 1, or less where they are
   *     clipped
   * @param learningRate η
   */
  public final void update(
      FloatBuffer parameters, FloatBuffer gradients, double gradientScale, double learningRate) {
    if (parameters.capacity() != length || gradients.capacity() != length) {
      throw new IllegalArgumentException(
          parameters.capacity()
              + " parameters and "
              + gradients.capacity()
              + " gradients given to an optimiser for "
              + length);
    }
    step++;
    begin(step, learningRate);
    for (int start = 0; start < length; start += CHUNK) {
      int count = Math.min(CHUNK, length - start);
      parameters.get(start, parameterChunk, 0, count);
      gradients.get(start, gradientChunk, 0, count);
      apply(parameterChunk, gradientChunk, (float) gradientScale, start, count);
      parameters.put(start, parameterChunk, 0, count);
    }
  }

  /** Computes what is the same for all parameters of a step. */
  abstract void begin(int step, double learningRate);

  /**
   * Updates {@code count} parameters.
   *
   * @param start index of the first one in the moments
   */
  abstract void apply(float[] parameters, float[] gradients, float scale, int start, int count);
}
