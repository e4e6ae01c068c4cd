package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    forward(spec.cell().activation());
    backward(new ActivationKernel(plan, spec.cell().activation(), ofStep).backward());
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
  private void forward(Activation activation) {
    int units = to.width();
    Product step =
        Product.builder(plan, ofStep, any(units, units), ofStep)
            .adding()
            .activation(ActivationKernel.algorithm(activation))
            .build();
    Weights.Copy recurrent = recurrent(f32(units, units), step);
    for (int t = 0; t < steps; t++) {
      memory before = t == 0 ? plan.over(initial, ofStep) : values[t - 1];
      forward.add(step.call(before, recurrent, values[t]));
    }
  }

  private Weights.Copy recurrent(memory.desc plain, Product reader) {
    return plan.weights()
        .trainedRecurrent(ParameterLayout.recurrentName(name), plain, reader.rightDesc());
  }

  private void backward(ActivationKernel.Backward deactivate) {
    int units = to.width();
    Product carry = Product.builder(plan, ofStep, any(units, units), ofStep).adding().build();
    Weights.Copy recurrent = recurrent(transposed(units, units), carry);
    for (int t = steps - 1; t >= 0; t--) {
      if (t < steps - 1) {
        backward.add(carry.call(gradients[t + 1], recurrent, gradients[t]));
      }
      backward.add(deactivate.call(values[t], gradients[t]));
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
              new DenseLayer.Parameters(
                  ParameterLayout.recurrentName(name), false, Optional.empty())));
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
