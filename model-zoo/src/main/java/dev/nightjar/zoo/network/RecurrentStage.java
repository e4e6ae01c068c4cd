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
import org.bytedeco.dnnl.memory.format_tag;
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
    shapes = new CellShapes(plan, spec, from.width(), to.width());
    // The initial state is always given: oneDNN 3.11 computes wrong gradients of the recurrent
    // weights of RNN and LSTM layers that have none.
    initial = new StateSlots(plan, shapes, cell);
    last =
        plan.shape().carries() ? Optional.of(new StateSlots(plan, shapes, cell)) : Optional.empty();
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
    last.ifPresent(
        state -> {
          call.with(DNNL_ARG_DIFF_DST_ITER, plan.over(state.gradient(), shapes.stateGradient()));
          if (cell == CellType.LSTM) {
            call.with(
                DNNL_ARG_DIFF_DST_ITER_C, plan.over(state.gradient(), shapes.stateGradient()));
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
    last.ifPresent(state -> state.gradient().zero());
    backward.orElseThrow().run(pass.queue());
  }

  /** The shapes of a layer's arguments, in the number formats oneDNN wants them in. */
  static final class CellShapes {
    private final memory.desc input;
    private final memory.desc output;
    private final memory.desc inputGradient;
    private final memory.desc outputGradient;
    private final memory.desc state;
    private final memory.desc stateGradient;
    private final memory.desc plainInputWeights;
    private final memory.desc plainRecurrentWeights;
    private final memory.desc anyInputWeights;
    private final memory.desc anyRecurrentWeights;
    private final memory.desc bias;

    CellShapes(PlanBuilder plan, NetworkSpec spec, int width, int units) {
      int steps = plan.shape().steps();
      int size = plan.shape().size();
      CellType cell = spec.cell().type();
      int gates = cell.gates();
      memory.data_type format = plan.format();
      input = plan.own(Dnn.desc(format, format_tag.tnc, steps, size, width));
      output = plan.own(Dnn.desc(format, format_tag.tnc, steps, size, units));
      inputGradient = plan.own(Dnn.f32(format_tag.tnc, steps, size, width));
      outputGradient = plan.own(Dnn.f32(format_tag.tnc, steps, size, units));
      state = plan.own(Dnn.desc(format, format_tag.ldnc, 1, 1, size, units));
      stateGradient = plan.own(Dnn.f32(format_tag.ldnc, 1, 1, size, units));
      plainInputWeights = plan.own(Dnn.f32(format_tag.ldigo, 1, 1, width, gates, units));
      plainRecurrentWeights = plan.own(Dnn.f32(format_tag.ldigo, 1, 1, units, gates, units));
      anyInputWeights = plan.own(Dnn.desc(format, format_tag.any, 1, 1, width, gates, units));
      anyRecurrentWeights = plan.own(Dnn.desc(format, format_tag.any, 1, 1, units, gates, units));
      bias = plan.own(Dnn.f32(format_tag.ldgo, 1, 1, cell.biasGates(), units));
    }

    /** [steps, size, inputs]. */
    memory.desc input() {
      return input;
    }

    /** [steps, size, units]. */
    memory.desc output() {
      return output;
    }

    memory.desc inputGradient() {
      return inputGradient;
    }

    memory.desc outputGradient() {
      return outputGradient;
    }

    /** Of the hidden state, [size, units]. */
    memory.desc state() {
      return state;
    }

    /** Of gradients of states and of the cell state, which are f32 always. */
    memory.desc stateGradient() {
      return stateGradient;
    }

    /** As they lie in the flat buffers: gradients land there without a reorder. */
    memory.desc plainInputWeights() {
      return plainInputWeights;
    }

    memory.desc plainRecurrentWeights() {
      return plainRecurrentWeights;
    }

    memory.desc anyInputWeights() {
      return anyInputWeights;
    }

    memory.desc anyRecurrentWeights() {
      return anyRecurrentWeights;
    }

    memory.desc bias() {
      return bias;
    }
  }
}
