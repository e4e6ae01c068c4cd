package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * A layer of the vanilla RNN in training, unrolled over time here instead of inside oneDNN, whose
 * own primitive multiplies with unpacked weights and copies every activation in and out.
 *
 * <p>Forward, a step is one matrix product that adds to the projected input and activates;
 * backward, one product and one derivative. Everything happens in the signal's own two blocks: sums
 * become outputs, and gradients of outputs become gradients of sums.
 */
final class UnrolledRnnStage implements Stage {
  private final PlanBuilder plan;
  private final int layer;
  private final Signal to;
  private final String name;
  private final int steps;
  private final memory.desc ofStep;
  private final DenseLayer projection;
  private final Workspace.Slot initial;
  private final memory[] values;
  private final memory[] gradients;
  private final List<PrimitiveCall> forward = new ArrayList<>();
  private final List<PrimitiveCall> backward = new ArrayList<>();

  /** Arguments as those of {@link RecurrentStage}. */
  UnrolledRnnStage(
      PlanBuilder plan, NetworkSpec spec, int layer, int direction, Signal from, Signal to) {
    this.plan = plan;
    this.layer = layer;
    this.to = to;
    name = ParameterLayout.layerName(layer, direction);
    steps = plan.shape().steps();
    ofStep = f32(plan.shape().size(), to.width());
    projection =
        new DenseLayer(
            plan,
            new DenseLayer.Parameters(
                ParameterLayout.inputName(name),
                false,
                Optional.of(ParameterLayout.biasName(name))),
            from,
            to);
    initial = plan.reserve(ofStep);
    values = byStep(to.values());
    gradients = byStep(to.gradient());
    boolean relu = spec.cell().activation() == Activation.RELU;
    forward(relu ? dnnl_eltwise_relu : dnnl_eltwise_tanh);
    backward(
        relu ? dnnl_eltwise_relu : dnnl_eltwise_tanh,
        relu ? dnnl_eltwise_relu_use_dst_for_bwd : dnnl_eltwise_tanh_use_dst_for_bwd);
  }

  private memory.desc f32(long rows, long columns) {
    return plan.own(Dnn.f32(format_tag.ab, rows, columns));
  }

  /** The transpose of a [columns, rows] block. */
  private memory.desc transposed(long rows, long columns) {
    return plan.own(Dnn.f32(format_tag.ba, rows, columns));
  }

  private memory.desc any(long rows, long columns) {
    return plan.own(Dnn.f32(format_tag.any, rows, columns));
  }

  private memory[] byStep(Workspace.Slot slot) {
    memory[] views = new memory[steps];
    for (int t = 0; t < steps; t++) {
      views[t] = plan.over(slot, t * ofStep.get_size(), ofStep);
    }
    return views;
  }

  /** h(t) = activation(x(t)·W + b + h(t−1)·U). */
  private void forward(int activation) {
    int units = to.width();
    Product step =
        Product.builder(plan, ofStep, any(units, units), ofStep)
            .adding()
            .activation(activation)
            .build();
    Weights.Copy recurrent = recurrent(f32(units, units), step);
    for (int t = 0; t < steps; t++) {
      memory before = t == 0 ? plan.over(initial, ofStep) : values[t - 1];
      forward.add(step.call(before, recurrent, values[t]));
    }
  }

  private Weights.Copy recurrent(memory.desc plain, Product reader) {
    return plan.weights()
        .trainedRecurrent(ParameterLayout.recurrentName(name), 0, plain, reader.rightDesc());
  }

  private void backward(int activation, int derivative) {
    int units = to.width();
    eltwise_forward.primitive_desc hint =
        plan.own(
            new eltwise_forward.primitive_desc(
                plan.dnn().engine(),
                dnnl_forward_training,
                activation,
                ofStep,
                ofStep,
                0f,
                0f,
                plan.dnn().userScratchpad(),
                false));
    eltwise_backward.primitive_desc desc =
        plan.own(
            new eltwise_backward.primitive_desc(
                plan.dnn().engine(),
                derivative,
                ofStep,
                ofStep,
                ofStep,
                0f,
                0f,
                hint,
                plan.dnn().userScratchpad(),
                false));
    eltwise_backward deactivate = plan.own(new eltwise_backward(desc));
    Product carry = Product.builder(plan, ofStep, any(units, units), ofStep).adding().build();
    Weights.Copy recurrent = recurrent(transposed(units, units), carry);
    for (int t = steps - 1; t >= 0; t--) {
      if (t < steps - 1) {
        backward.add(carry.call(gradients[t + 1], recurrent, gradients[t]));
      }
      backward.add(
          PrimitiveCall.sharing(plan, deactivate, desc)
              .with(DNNL_ARG_DST, values[t])
              .with(DNNL_ARG_DIFF_DST, gradients[t])
              .with(DNNL_ARG_DIFF_SRC, gradients[t])
              .build());
    }
    recurrentGradient();
  }

  private void recurrentGradient() {
    int size = plan.shape().size();
    int units = to.width();
    memory target = plan.gradient(ParameterLayout.recurrentName(name), f32(units, units));
    if (steps > 1) {
      memory.desc block = f32(to.rows() - size, units);
      backward.add(
          WeightGradient.of(
              plan,
              plan.over(to.values(), block),
              block,
              plan.over(to.gradient(), ofStep.get_size(), block),
              block,
              ParameterLayout.recurrentName(name),
              Optional.empty()));
    }
    if (plan.shape().carries()) {
      memory.desc before = transposed(units, size);
      backward.add(
          Product.builder(plan, before, ofStep, f32(units, units))
              .adding()
              .build()
              .call(plan.over(initial, before), gradients[0], target));
    }
  }

  @Override
  public void forward(Pass pass) {
    if (plan.shape().carries()) {
      initial.floats().put(0, pass.state().orElseThrow().hidden(layer));
    } else {
      initial.zero();
    }
    projection.forward(pass.queue());
    forward.forEach(call -> call.run(pass.queue()));
    if (plan.shape().carries()) {
      int last = (steps - 1) * plan.shape().size() * to.width();
      to.values().floats().get(last, pass.state().orElseThrow().hidden(layer));
    }
  }

  @Override
  public void backward(Pass pass) {
    backward.forEach(call -> call.run(pass.queue()));
    projection.backward(pass.queue());
  }
}
