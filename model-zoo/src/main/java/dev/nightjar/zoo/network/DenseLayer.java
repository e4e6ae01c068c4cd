package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;

/** A matrix product with trained weights, y = x·W + b, for a number of rows. */
final class DenseLayer {
  private final PrimitiveCall forward;
  private final Optional<PlanBuilder.Conversion> gradientConversion;
  private final List<PrimitiveCall> backward;
  private final Optional<BiasGradient> biasGradient;

  /**
   * Which parameters a layer has.
   *
   * @param weights name of W
   * @param transposed whether W is stored [outputs, inputs], not [inputs, outputs]
   * @param bias name of b; empty if there is none
   * @param trained whether W is; b always is
   */
  record Parameters(String weights, boolean transposed, Optional<String> bias, boolean trained) {
    Parameters(String weights, boolean transposed, Optional<String> bias) {
      this(weights, transposed, bias, true);
    }
  }

  /**
   * @param to whose gradient the caller or the stage after it writes
   */
  DenseLayer(PlanBuilder plan, Parameters parameters, Signal from, Signal to) {
    Assembly assembly = new Assembly(plan, parameters, from, to);
    forward = assembly.forward();
    if (!plan.shape().training()) {
      gradientConversion = Optional.empty();
      backward = List.of();
      biasGradient = Optional.empty();
      return;
    }
    gradientConversion = assembly.gradientConversion();
    if (parameters.trained()) {
      backward = List.of(assembly.backwardWeights(), assembly.backwardData());
      biasGradient = Optional.empty();
    } else {
      backward = List.of(assembly.backwardData());
      biasGradient = parameters.bias().map(name -> new BiasGradient(plan.weights(), name, to));
    }
  }

  void forward(stream queue) {
    forward.run(queue);
  }

  void backward(stream queue) {
    gradientConversion.ifPresent(conversion -> conversion.run(queue));
    backward.forEach(call -> call.run(queue));
    biasGradient.ifPresent(BiasGradient::sum);
  }

  /** Builds the primitives. */
  private static final class Assembly {
    private final PlanBuilder plan;
    private final Parameters parameters;
    private final Signal from;
    private final Signal to;
    private final memory.desc plainWeights;
    private final memory.desc anyWeights;
    private final memory.desc bias;
    private final memory.desc gradientDesc;
    private final Workspace.Slot gradient;
    private final inner_product_forward.primitive_desc hint;

    Assembly(PlanBuilder plan, Parameters parameters, Signal from, Signal to) {
      this.plan = plan;
      this.parameters = parameters;
      this.from = from;
      this.to = to;
      int inputs = from.width();
      int outputs = to.width();
      // oneDNN names the shape [outputs, inputs]; "ba" says that the inputs vary slowest in memory.
      plainWeights =
          plan.own(
              Dnn.f32(parameters.transposed() ? format_tag.ab : format_tag.ba, outputs, inputs));
      anyWeights = plan.own(Dnn.desc(plan.format(), format_tag.any, outputs, inputs));
      bias = plan.own(Dnn.f32(format_tag.a, outputs));
      boolean converts = plan.shape().training() && !plan.isF32();
      gradientDesc =
          converts
              ? plan.own(Dnn.desc(plan.format(), format_tag.ab, to.rows(), outputs))
              : to.gradientDesc();
      gradient = converts ? plan.reserve(gradientDesc) : to.gradient();
      hint = forwardDesc();
    }

    private inner_product_forward.primitive_desc forwardDesc() {
      int kind = plan.shape().training() ? dnnl_forward_training : dnnl_forward_inference;
      primitive_attr attr = plan.dnn().userScratchpad();
      return plan.own(
          parameters.bias().isPresent()
              ? new inner_product_forward.primitive_desc(
                  plan.dnn().engine(),
                  kind,
                  from.valuesDesc(),
                  anyWeights,
                  bias,
                  to.valuesDesc(),
                  attr,
                  false)
              : new inner_product_forward.primitive_desc(
                  plan.dnn().engine(),
                  kind,
                  from.valuesDesc(),
                  anyWeights,
                  to.valuesDesc(),
                  attr,
                  false));
    }

    PrimitiveCall forward() {
      PrimitiveCall.Builder call =
          PrimitiveCall.of(plan, new inner_product_forward(hint), hint)
              .with(DNNL_ARG_SRC, plan.over(from.values(), from.valuesDesc()))
              .with(DNNL_ARG_WEIGHTS, weights(hint.weights_desc()))
              .with(DNNL_ARG_DST, plan.over(to.values(), to.valuesDesc()));
      parameters
          .bias()
          .ifPresent(name -> call.with(DNNL_ARG_BIAS, plan.weights().parameter(name, bias, bias)));
      return call.build();
    }

    Optional<PlanBuilder.Conversion> gradientConversion() {
      return plan.isF32()
          ? Optional.empty()
          : Optional.of(plan.convert(to.gradient(), to.gradientDesc(), gradient, gradientDesc));
    }

    PrimitiveCall backwardWeights() {
      return WeightGradient.of(
          plan,
          plan.over(from.values(), from.valuesDesc()),
          from.valuesDesc(),
          plan.over(gradient, gradientDesc),
          gradientDesc,
          parameters);
    }

    PrimitiveCall backwardData() {
      inner_product_backward_data.primitive_desc desc =
          plan.own(
              new inner_product_backward_data.primitive_desc(
                  plan.dnn().engine(),
                  from.gradientDesc(),
                  anyWeights,
                  gradientDesc,
                  hint,
                  plan.dnn().userScratchpad(),
                  false));
      return PrimitiveCall.of(plan, new inner_product_backward_data(desc), desc)
          .with(DNNL_ARG_DIFF_DST, plan.over(gradient, gradientDesc))
          .with(DNNL_ARG_WEIGHTS, weights(desc.weights_desc()))
          .with(DNNL_ARG_DIFF_SRC, plan.over(from.gradient(), from.gradientDesc()))
          .build();
    }

    private Weights.Copy weights(memory.desc wanted) {
      return plan.weights().parameter(parameters.weights(), plainWeights, wanted);
    }
  }
}
