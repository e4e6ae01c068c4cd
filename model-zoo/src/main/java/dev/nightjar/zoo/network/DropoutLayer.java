package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;

import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;

/**
 * Inverted dropout (Srivastava et al. 2014): a mask of 0 and 1/(1−p), drawn anew at each training
 * step, multiplies the activations on the way forward and their gradients on the way back. p is
 * rounded to a multiple of 2⁻¹⁶.
 */
final class DropoutLayer {
  private static final int CHUNK = 1024;

  private final double probability;
  private final Workspace.Slot mask;
  private final PrimitiveCall forward;
  private final PrimitiveCall backward;

  /**
   * @param gradient gradient of {@code to}, turned into that of {@code from} in place
   */
  DropoutLayer(
      PlanBuilder plan,
      double probability,
      memory.desc shape,
      Workspace.Slot from,
      Workspace.Slot to,
      Workspace.Slot gradient) {
    this.probability = probability;
    mask = plan.reserve(shape);
    forward = multiply(plan, shape, from, to);
    backward = multiply(plan, shape, gradient, gradient);
  }

  private PrimitiveCall multiply(
      PlanBuilder plan, memory.desc shape, Workspace.Slot from, Workspace.Slot to) {
    binary.primitive_desc desc =
        plan.own(
            new binary.primitive_desc(
                plan.dnn().engine(),
                dnnl_binary_mul,
                shape,
                shape,
                shape,
                plan.dnn().userScratchpad(),
                false));
    return PrimitiveCall.of(plan, new binary(desc), desc)
        .with(DNNL_ARG_SRC_0, plan.over(from, shape))
        .with(DNNL_ARG_SRC_1, plan.over(mask, shape))
        .with(DNNL_ARG_DST, plan.over(to, shape))
        .build();
  }

  void forward(stream queue, RandomGenerator random) {
    draw(random);
    forward.run(queue);
  }

  void backward(stream queue) {
    backward.run(queue);
  }

  // Four decisions out of each draw, since drawing costs more than comparing.
  private void draw(RandomGenerator random) {
    int threshold = (int) Math.round(probability * 0x1p16);
    float kept = (float) (1 / (1 - threshold * 0x1p-16));
    FloatBuffer values = mask.floats();
    float[] chunk = new float[CHUNK];
    int total = values.capacity();
    for (int start = 0; start < total; start += CHUNK) {
      for (int i = 0; i < CHUNK; i += 4) {
        long bits = random.nextLong();
        chunk[i] = (bits & 0xffff) < threshold ? 0 : kept;
        chunk[i + 1] = (bits >>> 16 & 0xffff) < threshold ? 0 : kept;
        chunk[i + 2] = (bits >>> 32 & 0xffff) < threshold ? 0 : kept;
        chunk[i + 3] = bits >>> 48 < threshold ? 0 : kept;
      }
      values.put(start, chunk, 0, Math.min(CHUNK, total - start));
    }
  }
}
