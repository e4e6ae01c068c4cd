package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.Pointer;

/**
 * Recurrent weights of which each training step drops others (Wan et al. 2013). The kernels of
 * training read these; the gradient that comes back is that of the weights that were kept.
 */
final class DroppedWeights implements AutoCloseable {
  private final NamedParameter parameter;
  private final DropoutMask mask;
  private final NativeMemory dropped;
  private final FloatBuffer droppedFloats;
  private final float[][] factors;
  private final float[] chunk = new float[DropoutMask.CHUNK];

  DroppedWeights(NamedParameter parameter, double probability) {
    this.parameter = parameter;
    mask = new DropoutMask(probability);
    long bytes = (long) parameter.size() * Float.BYTES;
    dropped = NativeMemory.zeroed(bytes);
    droppedFloats = dropped.floats(0, bytes);
    factors =
        new float[(parameter.size() + DropoutMask.CHUNK - 1) / DropoutMask.CHUNK]
            [DropoutMask.CHUNK];
  }

  String name() {
    return parameter.name();
  }

  Pointer place() {
    return dropped.slice(0, dropped.bytes());
  }

  /** Draws which of the weights in the flat buffer {@code parameters} are dropped. */
  void draw(FloatBuffer parameters, RandomGenerator random) {
    for (int i = 0; i < factors.length; i++) {
      mask.fill(factors[i], random);
      int start = i * DropoutMask.CHUNK;
      int count = Math.min(DropoutMask.CHUNK, parameter.size() - start);
      parameters.get(parameter.offset() + start, chunk, 0, count);
      multiply(chunk, factors[i]);
      droppedFloats.put(start, chunk, 0, count);
    }
  }

  /** Takes the gradient of the weights that were dropped out of the flat buffer. */
  void maskGradient(FloatBuffer gradients) {
    for (int i = 0; i < factors.length; i++) {
      int start = i * DropoutMask.CHUNK;
      int count = Math.min(DropoutMask.CHUNK, parameter.size() - start);
      gradients.get(parameter.offset() + start, chunk, 0, count);
      multiply(chunk, factors[i]);
      gradients.put(parameter.offset() + start, chunk, 0, count);
    }
  }

  private static void multiply(float[] values, float[] by) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= by[i];
    }
  }

  @Override
  public void close() {
    dropped.close();
  }
}
