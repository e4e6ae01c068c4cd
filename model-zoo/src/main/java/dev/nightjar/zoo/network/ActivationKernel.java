package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.memory;

/**
 * An activation in place, and its derivative in place, which needs the activated values only. One
 * pair of kernels serves any number of calls over blocks of the same shape.
 */
final class ActivationKernel {
  private final PlanBuilder plan;
  private final Activation activation;
  private final memory.desc shape;
  private final eltwise_forward.primitive_desc desc;

  /**
   * @param shape of the values and of their gradients, f32
   */
  ActivationKernel(PlanBuilder plan, Activation activation, memory.desc shape) {
    this.plan = plan;
    this.activation = activation;
    this.shape = shape;
    desc =
        plan.own(
            new eltwise_forward.primitive_desc(
                plan.dnn().engine(),
                dnnl_forward_training,
                algorithm(activation),
                shape,
                shape,
                0f,
                0f,
                plan.dnn().userScratchpad(),
                false));
  }

  /** oneDNN's name of an activation. */
  static int algorithm(Activation activation) {
    return switch (activation) {
      case TANH -> dnnl_eltwise_tanh;
      case RELU -> dnnl_eltwise_relu;
    };
  }

  /** Turns sums into activated values. */
  PrimitiveCall forward(memory values) {
    return PrimitiveCall.of(plan, new eltwise_forward(desc), desc)
        .with(DNNL_ARG_SRC, values)
        .with(DNNL_ARG_DST, values)
        .build();
  }

  /** The way back. */
  Backward backward() {
    return new Backward();
  }

  /** Turns gradients of activated values into those of the sums. */
  final class Backward {
    private final eltwise_backward.primitive_desc backwardDesc;
    private final eltwise_backward kernel;

    private Backward() {
      int algorithm =
          switch (activation) {
            case TANH -> dnnl_eltwise_tanh_use_dst_for_bwd;
            case RELU -> dnnl_eltwise_relu_use_dst_for_bwd;
          };
      backwardDesc =
          plan.own(
              new eltwise_backward.primitive_desc(
                  plan.dnn().engine(),
                  algorithm,
                  shape,
                  shape,
                  shape,
                  0f,
                  0f,
                  desc,
                  plan.dnn().userScratchpad(),
                  false));
      kernel = plan.own(new eltwise_backward(backwardDesc));
    }

    PrimitiveCall call(memory values, memory gradients) {
      return PrimitiveCall.sharing(plan, kernel, backwardDesc)
          .with(DNNL_ARG_DST, values)
          .with(DNNL_ARG_DIFF_DST, gradients)
          .with(DNNL_ARG_DIFF_SRC, gradients)
          .build();
    }
  }
}
