package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unidirectional_left2right;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.vanilla_rnn_backward;
import org.bytedeco.dnnl.vanilla_rnn_forward;

/**
 * oneDNN's primitives of one recurrent layer for one batch shape. The layer runs over all steps of
 * a batch from a zero state; the input projection of all steps is one matrix product inside the
 * primitive.
 */
final class RecurrentLayer {
  private static final int DIRECTION = dnnl_unidirectional_left2right;

  private final PlanBuilder plan;
  private final CellType cell;
  private final int layer;
  private final memory.desc input;
  private final memory.desc output;
  private final memory.desc plainInputWeights;
  private final memory.desc plainRecurrentWeights;
  private final memory.desc anyInputWeights;
  private final memory.desc anyRecurrentWeights;
  private final memory.desc bias;
  private final memory.desc state;
  private final memory.desc none;
  private final Workspace.Slot initialState;

  /**
   * @param layer from 0
   * @param steps steps of the batch
   * @param size sequences of the batch
   * @param initialState [size, units], zeros whenever a pass begins. It is always given: oneDNN
   *     3.11 computes wrong gradients of the recurrent weights of RNN and LSTM layers that have no
   *     initial state
   */
  RecurrentLayer(
      PlanBuilder plan,
      NetworkSpec spec,
      int layer,
      int steps,
      int size,
      Workspace.Slot initialState) {
    this.initialState = initialState;
    this.plan = plan;
    this.cell = spec.cell();
    this.layer = layer;
    int width = spec.inputWidth(layer);
    int units = spec.hiddenSize();
    input = plan.own(Dnn.f32(format_tag.tnc, steps, size, width));
    output = plan.own(Dnn.f32(format_tag.tnc, steps, size, units));
    int gates = cell.gates();
    plainInputWeights = plan.own(Dnn.f32(format_tag.ldigo, 1, 1, width, gates, units));
    plainRecurrentWeights = plan.own(Dnn.f32(format_tag.ldigo, 1, 1, units, gates, units));
    anyInputWeights = plan.own(Dnn.f32(format_tag.any, 1, 1, width, gates, units));
    anyRecurrentWeights = plan.own(Dnn.f32(format_tag.any, 1, 1, units, gates, units));
    bias = plan.own(Dnn.f32(format_tag.ldgo, 1, 1, cell.biasGates(), units));
    state = plan.own(Dnn.f32(format_tag.ldnc, 1, 1, size, units));
    none = plan.own(new memory.desc());
  }

  /** [steps, size, inputs]. */
  memory.desc input() {
    return input;
  }

  /** [steps, size, units]. */
  memory.desc output() {
    return output;
  }

  PrimitiveCall inference(Workspace.Slot from, Workspace.Slot to) {
    primitive_desc_base desc = plan.own(forwardDesc(dnnl_forward_inference));
    return forwardCall(desc, from, to).build();
  }

  /**
   * Forward and backward, which share the workspace the forward pass fills for the backward one.
   */
  Training training(
      Workspace.Slot from,
      Workspace.Slot to,
      Workspace.Slot gradientOfTo,
      Workspace.Slot gradientOfFrom,
      Workspace.Slot gradientOfState) {
    primitive_desc_base forward = plan.own(forwardDesc(dnnl_forward_training));
    memory.desc intermediate = forward.workspace_desc();
    memory workspace = plan.over(plan.reserve(intermediate), intermediate);
    primitive_desc_base backward = plan.own(backwardDesc(forward));
    PrimitiveCall.Builder back =
        PrimitiveCall.of(plan, backwardPrimitive(backward), backward)
            .with(DNNL_ARG_SRC_LAYER, plan.over(from, input))
            .with(DNNL_ARG_DST_LAYER, plan.over(to, output))
            .with(DNNL_ARG_WORKSPACE, workspace)
            .with(DNNL_ARG_DIFF_DST_LAYER, plan.over(gradientOfTo, output))
            .with(DNNL_ARG_DIFF_SRC_LAYER, plan.over(gradientOfFrom, input))
            .with(
                DNNL_ARG_DIFF_WEIGHTS_LAYER,
                plan.gradient(ParameterLayout.inputName(layer), plainInputWeights))
            .with(
                DNNL_ARG_DIFF_WEIGHTS_ITER,
                plan.gradient(ParameterLayout.recurrentName(layer), plainRecurrentWeights))
            .with(DNNL_ARG_DIFF_BIAS, plan.gradient(ParameterLayout.biasName(layer), bias));
    withWeights(back, backward);
    withState(back);
    back.with(DNNL_ARG_DIFF_SRC_ITER, plan.over(gradientOfState, state));
    if (cell == CellType.LSTM) {
      back.with(DNNL_ARG_DIFF_SRC_ITER_C, plan.over(gradientOfState, state));
    }
    return new Training(
        forwardCall(forward, from, to).with(DNNL_ARG_WORKSPACE, workspace).build(), back.build());
  }

  private PrimitiveCall.Builder forwardCall(
      primitive_desc_base desc, Workspace.Slot from, Workspace.Slot to) {
    PrimitiveCall.Builder call =
        PrimitiveCall.of(plan, forwardPrimitive(desc), desc)
            .with(DNNL_ARG_SRC_LAYER, plan.over(from, input))
            .with(DNNL_ARG_DST_LAYER, plan.over(to, output));
    withState(call);
    return withWeights(call, desc);
  }

  private void withState(PrimitiveCall.Builder call) {
    call.with(DNNL_ARG_SRC_ITER, plan.over(initialState, state));
    if (cell == CellType.LSTM) {
      call.with(DNNL_ARG_SRC_ITER_C, plan.over(initialState, state));
    }
  }

  private PrimitiveCall.Builder withWeights(PrimitiveCall.Builder call, primitive_desc_base desc) {
    Weights weights = plan.weights();
    return call.with(
            DNNL_ARG_WEIGHTS_LAYER,
            weights.parameter(
                ParameterLayout.inputName(layer), plainInputWeights, desc.weights_desc(0)))
        .with(
            DNNL_ARG_WEIGHTS_ITER,
            weights.parameter(
                ParameterLayout.recurrentName(layer), plainRecurrentWeights, desc.weights_desc(1)))
        .with(DNNL_ARG_BIAS, weights.parameter(ParameterLayout.biasName(layer), bias, bias));
  }

  private primitive_desc_base forwardDesc(int kind) {
    engine cpu = plan.dnn().engine();
    primitive_attr attr = plan.dnn().userScratchpad();
    memory.desc wl = anyInputWeights;
    memory.desc wi = anyRecurrentWeights;
    return switch (cell) {
      case RNN ->
          new vanilla_rnn_forward.primitive_desc(
              cpu,
              kind,
              dnnl_eltwise_tanh,
              DIRECTION,
              input,
              state,
              wl,
              wi,
              bias,
              output,
              none,
              attr,
              false);
      case LSTM ->
          new lstm_forward.primitive_desc(
              cpu, kind, DIRECTION, input, state, state, wl, wi, bias, output, none, none, attr,
              false);
      case GRU ->
          new lbr_gru_forward.primitive_desc(
              cpu, kind, DIRECTION, input, state, wl, wi, bias, output, none, attr, false);
    };
  }

  // Gradients of weights are asked for in the plain order, so that they land in the flat buffer
  // without a reorder.
  private primitive_desc_base backwardDesc(primitive_desc_base forward) {
    engine cpu = plan.dnn().engine();
    primitive_attr attr = plan.dnn().userScratchpad();
    memory.desc wl = anyInputWeights;
    memory.desc wi = anyRecurrentWeights;
    memory.desc gl = plainInputWeights;
    memory.desc gi = plainRecurrentWeights;
    int kind = dnnl_backward;
    return switch (cell) {
      case RNN ->
          new vanilla_rnn_backward.primitive_desc(
              cpu,
              kind,
              dnnl_eltwise_tanh,
              DIRECTION,
              input,
              state,
              wl,
              wi,
              bias,
              output,
              none,
              input,
              state,
              gl,
              gi,
              bias,
              output,
              none,
              (vanilla_rnn_forward.primitive_desc) forward,
              attr,
              false);
      case LSTM ->
          new lstm_backward.primitive_desc(
              cpu,
              kind,
              DIRECTION,
              input,
              state,
              state,
              wl,
              wi,
              bias,
              output,
              none,
              none,
              input,
              state,
              state,
              gl,
              gi,
              bias,
              output,
              none,
              none,
              (lstm_forward.primitive_desc) forward,
              attr,
              false);
      case GRU ->
          new lbr_gru_backward.primitive_desc(
              cpu,
              kind,
              DIRECTION,
              input,
              state,
              wl,
              wi,
              bias,
              output,
              none,
              input,
              state,
              gl,
              gi,
              bias,
              output,
              none,
              (lbr_gru_forward.primitive_desc) forward,
              attr,
              false);
    };
  }

  private primitive forwardPrimitive(primitive_desc_base desc) {
    return switch (cell) {
      case RNN -> new vanilla_rnn_forward((vanilla_rnn_forward.primitive_desc) desc);
      case LSTM -> new lstm_forward((lstm_forward.primitive_desc) desc);
      case GRU -> new lbr_gru_forward((lbr_gru_forward.primitive_desc) desc);
    };
  }

  private primitive backwardPrimitive(primitive_desc_base desc) {
    return switch (cell) {
      case RNN -> new vanilla_rnn_backward((vanilla_rnn_backward.primitive_desc) desc);
      case LSTM -> new lstm_backward((lstm_backward.primitive_desc) desc);
      case GRU -> new lbr_gru_backward((lbr_gru_backward.primitive_desc) desc);
    };
  }

  /** The two passes of a layer in training. */
  record Training(PrimitiveCall forward, PrimitiveCall backward) {}
}
