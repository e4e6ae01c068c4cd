package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;

/**
 * Adds Gaussian noise of mean 0, drawn anew for each value at each training step, to the values
 * that the first layer reads (Bishop 1995). The noise depends on nothing, so gradients pass as they
 * are; it is added in place, since the stage before writes all values anew each time.
 */
final class NoiseStage implements Stage {
  /** Values moved at a time between the workspace and the heap. */
  private static final int CHUNK = 1024;

  private final double deviation;
  private final Signal signal;
  private final float[] chunk = new float[CHUNK];

  /**
   * @param deviation standard deviation of the noise, above 0
   * @param signal in f32
   */
  NoiseStage(double deviation, Signal signal) {
    this.deviation = deviation;
    this.signal = signal;
  }

  @Override
  public void forward(Pass pass) {
    FloatBuffer values = signal.values().floats();
    int total = values.capacity();
    for (int start = 0; start < total; start += CHUNK) {
      int count = Math.min(CHUNK, total - start);
      values.get(start, chunk, 0, count);
      for (int i = 0; i < count; i++) {
        chunk[i] += (float) (deviation * pass.random().nextGaussian());
      }
      values.put(start, chunk, 0, count);
    }
  }

  @Override
  public void backward(Pass pass) {
    // The derivative of a sum by one of its terms is 1.
  }
}
