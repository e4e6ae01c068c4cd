package dev.nightjar.bench;

import java.util.SplittableRandom;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The machine's floor: the rate of oneDNN's single-precision matrix product, 1024 × 1024 × 1024, a
 * size at which it runs at its peak.
 */
final class TrainingSgemm implements AutoCloseable {
  private static final int SIDE = 1024;
  private static final double FLOPS = 2.0 * SIDE * SIDE * SIDE;

  private final FloatPointer a = random(1);
  private final FloatPointer b = random(2);
  private final FloatPointer c = random(3);
  private double best;

  private static FloatPointer random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return new FloatPointer(values);
  }

  /**
   * Measures a few products.
   *
   * @return the best rate of these, in 10⁹ operations a second
   */
  double measure() {
    double rate = 0;
    for (int i = 0; i < 4; i++) {
      long start = System.nanoTime();
      int status =
          dnnl.dnnl_sgemm(
              (byte) 'N', (byte) 'N', SIDE, SIDE, SIDE, 1, a, SIDE, b, SIDE, 0, c, SIDE);
      if (status != dnnl.dnnl_success) {
        throw new IllegalStateException("dnnl_sgemm answered status " + status);
      }
      rate = Math.max(rate, FLOPS / (System.nanoTime() - start));
    }
    best = Math.max(best, rate);
    return rate;
  }

  /** The best rate of all, in 10⁹ operations a second. */
  double best() {
    return best;
  }

  @Override
  public void close() {
    a.close();
    b.close();
    c.close();
  }
}
