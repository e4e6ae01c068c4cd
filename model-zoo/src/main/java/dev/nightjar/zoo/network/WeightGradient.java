package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_attr;

/** The gradient of a weight matrix from all rows at once: xᵀ · dy. */
final class WeightGradient {
  private WeightGradient() {}

  /**
   * A call that overwrites the gradient.
   *
   * @param inputs [rows, inputs], f32
   * @param gradients [rows, outputs], f32
   * @param parameter whose gradient it is, [inputs, outputs]
   */
  static PrimitiveCall of(
      PlanBuilder plan,
      memory inputs,
      memory.desc inputsDesc,
      memory gradients,
      memory.desc gradientsDesc,
      String parameter) {
    // oneDNN names the shape [outputs, inputs]; "ba" says that the inputs vary slowest in memory.
    memory.desc weights =
        plan.own(
            Dnn.f32(format_tag.ba, gradientsDesc.get_dims().get(1), inputsDesc.get_dims().get(1)));
    primitive_attr attr = plan.dnn().userScratchpad();
    inner_product_forward.primitive_desc hint =
        plan.own(
            new inner_product_forward.primitive_desc(
                plan.dnn().engine(),
                dnnl_forward_training,
                inputsDesc,
                weights,
                gradientsDesc,
                attr,
                false));
    inner_product_backward_weights.primitive_desc desc =
        plan.own(
            new inner_product_backward_weights.primitive_desc(
                plan.dnn().engine(), inputsDesc, weights, gradientsDesc, hint, attr, false));
    return PrimitiveCall.of(plan, new inner_product_backward_weights(desc), desc)
        .with(DNNL_ARG_SRC, inputs)
        .with(DNNL_ARG_DIFF_DST, gradients)
        .with(DNNL_ARG_DIFF_WEIGHTS, plan.gradient(parameter, weights))
        .build();
  }
}
