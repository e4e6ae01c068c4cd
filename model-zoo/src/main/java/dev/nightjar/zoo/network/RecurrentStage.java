package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.Optional;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_desc_base;

/**
 * One recurrent layer in one direction. The input projection of all steps is one matrix product
 * inside oneDNN's primitive; truncated back-propagation sends no gradient into the state that was
 * carried over.
 */
final class RecurrentStage implements Stage {
  private final PlanBuilder plan;
  private final CellType cell;
  private final int layer;
  private final String name;
  private final Signal from;
  private final Signal to;
  private final CellShapes shapes;
  private final StateSlots initial;
  private final Optional<StateSlots> last;
  private final Optional<Workspace.Slot> gradientOfLast;
  private final PrimitiveCall forward;
  private final Optional<PrimitiveCall> backward;

  /**
   * @param layer from 0
   * @param direction 0 or 1: which of the layer's parameters
   */
  RecurrentStage(
      PlanBuilder plan, NetworkSpec spec, int layer, int direction, Signal from, Signal to) {
    this.plan = plan;
    this.layer = layer;
    this.from = from;
    this.to = to;
    cell = spec.cell().type();
    name = ParameterLayout.layerName(layer, direction);
    shapes = CellShapes.of(plan, spec, from.width(), to.width());
    // The initial state is always given: oneDNN 3.11 computes wrong gradients of the recurrent
    // weights of RNN and LSTM layers that have none.
    initial = new StateSlots(plan, shapes, cell);
    last =
        plan.shape().carries() ? Optional.of(new StateSlots(plan, shapes, cell)) : Optional.empty();
    gradientOfLast =
        last.isPresent() && plan.shape().training()
            ? Optional.of(plan.reserve(shapes.stateGradient()))
            : Optional.empty();
    CellPrimitives primitives = new CellPrimitives(plan, spec.cell(), shapes, last.isPresent());
    boolean training = plan.shape().training();
    primitive_desc_base forwardDesc =
        primitives.forwardDesc(training ? dnnl_forward_training : dnnl_forward_inference);
    PrimitiveCall.Builder call =
        PrimitiveCall.of(plan, primitives.forward(forwardDesc), forwardDesc)
            .with(DNNL_ARG_SRC_LAYER, plan.over(from.values(), shapes.input()))
            .with(DNNL_ARG_DST_LAYER, plan.over(to.values(), shapes.output()));
    withStates(call);
    withWeights(call, forwardDesc);
    if (!training) {
      forward = call.build();
      backward = Optional.empty();
      return;
    }
    memory.desc workspaceDesc = forwardDesc.workspace_desc();
    memory workspace = plan.over(plan.reserve(workspaceDesc), workspaceDesc);
    forward = call.with(DNNL_ARG_WORKSPACE, workspace).build();
    primitive_desc_base backwardDesc = primitives.backwardDesc(forwardDesc);
    backward = Optional.of(backward(primitives.backward(backwardDesc), backwardDesc, workspace));
  }

  private PrimitiveCall backward(
      org.bytedeco.dnnl.primitive kernel, primitive_desc_base desc, memory workspace) {
    PrimitiveCall.Builder call =
        PrimitiveCall.of(plan, kernel, desc)
            .with(DNNL_ARG_SRC_LAYER, plan.over(from.values(), shapes.input()))
            .with(DNNL_ARG_DST_LAYER, plan.over(to.values(), shapes.output()))
            .with(DNNL_ARG_WORKSPACE, workspace)
            .with(DNNL_ARG_DIFF_DST_LAYER, plan.over(to.gradient(), shapes.outputGradient()))
            .with(DNNL_ARG_DIFF_SRC_LAYER, plan.over(from.gradient(), shapes.inputGradient()))
            .with(
                DNNL_ARG_DIFF_WEIGHTS_LAYER,
                plan.gradient(ParameterLayout.inputName(name), shapes.plainInputWeights()))
            .with(
                DNNL_ARG_DIFF_WEIGHTS_ITER,
                plan.gradient(ParameterLayout.recurrentName(name), shapes.plainRecurrentWeights()))
            .with(DNNL_ARG_DIFF_BIAS, plan.gradient(ParameterLayout.biasName(name), shapes.bias()));
    withWeights(call, desc);
    withStates(call);
    // Nobody asks for the gradient of the initial state.
    Workspace.Slot ofState = plan.reserve(shapes.stateGradient());
    call.with(DNNL_ARG_DIFF_SRC_ITER, plan.over(ofState, shapes.stateGradient()));
    if (cell == CellType.LSTM) {
      call.with(DNNL_ARG_DIFF_SRC_ITER_C, plan.over(ofState, shapes.stateGradient()));
    }
    gradientOfLast.ifPresent(
        zeros -> {
          call.with(DNNL_ARG_DIFF_DST_ITER, plan.over(zeros, shapes.stateGradient()));
          if (cell == CellType.LSTM) {
            call.with(DNNL_ARG_DIFF_DST_ITER_C, plan.over(zeros, shapes.stateGradient()));
          }
        });
    return call.build();
  }

  private void withStates(PrimitiveCall.Builder call) {
    call.with(DNNL_ARG_SRC_ITER, plan.over(initial.hidden(), shapes.state()));
    if (cell == CellType.LSTM) {
      call.with(DNNL_ARG_SRC_ITER_C, plan.over(initial.cell(), shapes.stateGradient()));
    }
    last.ifPresent(
        state -> {
          call.with(DNNL_ARG_DST_ITER, plan.over(state.hidden(), shapes.state()));
          if (cell == CellType.LSTM) {
            call.with(DNNL_ARG_DST_ITER_C, plan.over(state.cell(), shapes.stateGradient()));
          }
        });
  }

  private void withWeights(PrimitiveCall.Builder call, primitive_desc_base desc) {
    Weights weights = plan.weights();
    String recurrent = ParameterLayout.recurrentName(name);
    memory.desc plain = shapes.plainRecurrentWeights();
    call.with(
            DNNL_ARG_WEIGHTS_LAYER,
            weights.parameter(
                ParameterLayout.inputName(name), shapes.plainInputWeights(), desc.weights_desc(0)))
        .with(
            DNNL_ARG_WEIGHTS_ITER,
            plan.shape().training()
                ? weights.trainedRecurrent(recurrent, plain, desc.weights_desc(1))
                : weights.parameter(recurrent, plain, desc.weights_desc(1)))
        .with(
            DNNL_ARG_BIAS,
            weights.parameter(ParameterLayout.biasName(name), shapes.bias(), shapes.bias()));
  }

  @Override
  public void forward(Pass pass) {
    if (last.isEmpty()) {
      initial.zero();
      forward.run(pass.queue());
      return;
    }
    RecurrentState state = pass.state().orElseThrow();
    initial.set(state.hidden(layer), state.cell(layer));
    forward.run(pass.queue());
    last.get().get(state.hidden(layer), state.cell(layer));
  }

  @Override
  public void backward(Pass pass) {
    gradientOfLast.ifPresent(Workspace.Slot::zero); // No loss looks at the last state.
    backward.orElseThrow().run(pass.queue());
  }
}
