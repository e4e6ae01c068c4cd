package dev.nightjar.zoo.network;

import java.util.random.RandomGenerator;

/**
 * Draws factors of inverted dropout: 0 with probability p, else 1/(1−p). p is rounded to a multiple
 * of 2⁻¹⁶.
 */
final class DropoutMask {
  /** Values drawn at a time. */
  static final int CHUNK = 1024;

  private final int threshold;
  private final float kept;

  DropoutMask(double probability) {
    threshold = (int) Math.round(probability * 0x1p16);
    kept = (float) (1 / (1 - threshold * 0x1p-16));
  }

  /**
   * Fills {@code chunk}, [{@value #CHUNK}]. Four decisions out of each draw, since drawing costs
   * more than comparing.
   */
  void fill(float[] chunk, RandomGenerator random) {
    for (int i = 0; i < CHUNK; i += 4) {
      long bits = random.nextLong();
      chunk[i] = (bits & 0xffff) < threshold ? 0 : kept;
      chunk[i + 1] = (bits >>> 16 & 0xffff) < threshold ? 0 : kept;
      chunk[i + 2] = (bits >>> 32 & 0xffff) < threshold ? 0 : kept;
      chunk[i + 3] = bits >>> 48 < threshold ? 0 : kept;
    }
  }
}
