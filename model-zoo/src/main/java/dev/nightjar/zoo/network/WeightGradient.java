package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_attr;

/** The gradient of a weight matrix from all rows at once: xᵀ · dy. */
final class WeightGradient {
  private WeightGradient() {}

  /**
   * A call that overwrites the gradients.
   *
   * @param inputs [rows, inputs], in the plan's number format
   * @param gradients [rows, outputs], in the plan's number format
   * @param parameters whose gradients: of weights that hold more than [inputs, outputs], the first;
   *     of a bias, the sum over the rows
   */
  static PrimitiveCall of(
      PlanBuilder plan,
      memory inputs,
      memory.desc inputsDesc,
      memory gradients,
      memory.desc gradientsDesc,
      DenseLayer.Parameters parameters) {
    long outputs = gradientsDesc.get_dims().get(1);
    long width = inputsDesc.get_dims().get(1);
    // oneDNN names the shape [outputs, inputs]; "ba" says that the inputs vary slowest in memory.
    memory.desc weights =
        plan.own(Dnn.f32(parameters.transposed() ? format_tag.ab : format_tag.ba, outputs, width));
    memory.desc anyWeights = plan.own(Dnn.desc(plan.format(), format_tag.any, outputs, width));
    memory.desc ofBias = plan.own(Dnn.f32(format_tag.a, outputs));
    engine cpu = plan.dnn().engine();
    primitive_attr attr = plan.dnn().userScratchpad();
    inner_product_forward.primitive_desc hint =
        plan.own(
            new inner_product_forward.primitive_desc(
                cpu, dnnl_forward_training, inputsDesc, anyWeights, gradientsDesc, attr, false));
    inner_product_backward_weights.primitive_desc desc =
        plan.own(
            parameters.bias().isPresent()
                ? new inner_product_backward_weights.primitive_desc(
                    cpu, inputsDesc, weights, ofBias, gradientsDesc, hint, attr, false)
                : new inner_product_backward_weights.primitive_desc(
                    cpu, inputsDesc, weights, gradientsDesc, hint, attr, false));
    PrimitiveCall.Builder call =
        PrimitiveCall.of(plan, new inner_product_backward_weights(desc), desc)
            .with(DNNL_ARG_SRC, inputs)
            .with(DNNL_ARG_DIFF_DST, gradients)
            .with(DNNL_ARG_DIFF_WEIGHTS, plan.gradient(parameters.weights(), weights));
    parameters.bias().ifPresent(name -> call.with(DNNL_ARG_DIFF_BIAS, plan.gradient(name, ofBias)));
    return call.build();
  }
}
