package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * Inverted dropout (Srivastava et al. 2014): a mask of 0 and 1/(1−p), drawn anew at each training
 * step, multiplies the activations on the way forward and their gradients on the way back. A
 * variational mask (Gal and Ghahramani 2016) has one value a sequence and unit, which holds for all
 * steps.
 */
final class DropoutStage implements Stage {
  private final DropoutMask factors;
  private final Workspace.Slot mask;
  private final float[] chunk = new float[DropoutMask.CHUNK];
  private final PrimitiveCall forward;
  private final PrimitiveCall backward;
  private final Signal to;

  /**
   * @param from what is dropped from; its gradient is left where that of {@link #to} was
   */
  DropoutStage(PlanBuilder plan, double probability, boolean variational, Signal from) {
    factors = new DropoutMask(probability);
    to = plan.signalSharingGradient(from);
    int size = plan.shape().size();
    int steps = from.rows() / size;
    int row = size * from.width();
    memory.desc maskDesc = plan.own(Dnn.f32(format_tag.ab, variational ? 1 : steps, row));
    memory.desc valuesDesc =
        plan.own(Dnn.desc(from.valuesDesc().get_data_type(), format_tag.ab, steps, row));
    memory.desc gradientDesc = plan.own(Dnn.f32(format_tag.ab, steps, row));
    mask = plan.reserve(maskDesc);
    forward = multiply(plan, valuesDesc, maskDesc, from.values(), to.values());
    backward = multiply(plan, gradientDesc, maskDesc, from.gradient(), from.gradient());
  }

  private PrimitiveCall multiply(
      PlanBuilder plan,
      memory.desc shape,
      memory.desc maskDesc,
      Workspace.Slot from,
      Workspace.Slot into) {
    binary.primitive_desc desc =
        plan.own(
            new binary.primitive_desc(
                plan.dnn().engine(),
                dnnl_binary_mul,
                shape,
                maskDesc,
                shape,
                plan.dnn().userScratchpad(),
                false));
    return PrimitiveCall.of(plan, new binary(desc), desc)
        .with(DNNL_ARG_SRC_0, plan.over(from, shape))
        .with(DNNL_ARG_SRC_1, plan.over(mask, maskDesc))
        .with(DNNL_ARG_DST, plan.over(into, shape))
        .build();
  }

  /** What is left. */
  Signal to() {
    return to;
  }

  @Override
  public void forward(Pass pass) {
    FloatBuffer values = mask.floats();
    int total = values.capacity();
    for (int start = 0; start < total; start += DropoutMask.CHUNK) {
      factors.fill(chunk, pass.random());
      values.put(start, chunk, 0, Math.min(DropoutMask.CHUNK, total - start));
    }
    forward.run(pass.queue());
  }

  @Override
  public void backward(Pass pass) {
    backward.run(pass.queue());
  }
}
