package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unidirectional_left2right;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.gru_backward;
import org.bytedeco.dnnl.gru_forward;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.vanilla_rnn_backward;
import org.bytedeco.dnnl.vanilla_rnn_forward;

/** oneDNN's primitives of each recurrent cell: the same arguments under four names. */
final class CellPrimitives {
  private static final int DIRECTION = dnnl_unidirectional_left2right;

  private final PlanBuilder plan;
  private final CellType cell;
  private final int activation;
  private final CellShapes shapes;
  private final memory.desc lastState;
  private final memory.desc lastCellState;

  /**
   * @param givesState whether the state after the last step is asked for
   */
  CellPrimitives(PlanBuilder plan, CellSpec spec, CellShapes shapes, boolean givesState) {
    this.plan = plan;
    this.shapes = shapes;
    cell = spec.type();
    activation = ActivationKernel.algorithm(spec.activation());
    lastState = givesState ? shapes.state() : plan.own(new memory.desc());
    lastCellState = givesState ? shapes.stateGradient() : plan.own(new memory.desc());
  }

  primitive_desc_base forwardDesc(int kind) {
    engine cpu = plan.dnn().engine();
    primitive_attr attr = plan.dnn().userScratchpad();
    memory.desc in = shapes.input();
    memory.desc out = shapes.output();
    memory.desc state = shapes.state();
    memory.desc cellState = shapes.stateGradient();
    memory.desc wl = shapes.anyInputWeights();
    memory.desc wi = shapes.anyRecurrentWeights();
    memory.desc bias = shapes.bias();
    return plan.own(
        switch (cell) {
          case RNN ->
              new vanilla_rnn_forward.primitive_desc(
                  cpu,
                  kind,
                  activation,
                  DIRECTION,
                  in,
                  state,
                  wl,
                  wi,
                  bias,
                  out,
                  lastState,
                  attr,
                  false);
          case LSTM ->
              new lstm_forward.primitive_desc(
                  cpu,
                  kind,
                  DIRECTION,
                  in,
                  state,
                  cellState,
                  wl,
                  wi,
                  bias,
                  out,
                  lastState,
                  lastCellState,
                  attr,
                  false);
          case GRU ->
              new lbr_gru_forward.primitive_desc(
                  cpu, kind, DIRECTION, in, state, wl, wi, bias, out, lastState, attr, false);
          case GRU_CHO ->
              new gru_forward.primitive_desc(
                  cpu, kind, DIRECTION, in, state, wl, wi, bias, out, lastState, attr, false);
          case TDNN -> throw new IllegalArgumentException("tdnn has no recurrence");
        });
  }

  /** Gradients of weights are asked for in the plain order, in which they lie in the buffer. */
  primitive_desc_base backwardDesc(primitive_desc_base forward) {
    engine cpu = plan.dnn().engine();
    primitive_attr attr = plan.dnn().userScratchpad();
    memory.desc in = shapes.input();
    memory.desc out = shapes.output();
    memory.desc gradIn = shapes.inputGradient();
    memory.desc gradOut = shapes.outputGradient();
    memory.desc state = shapes.state();
    memory.desc cellState = shapes.stateGradient();
    memory.desc wl = shapes.anyInputWeights();
    memory.desc wi = shapes.anyRecurrentWeights();
    memory.desc gl = shapes.plainInputWeights();
    memory.desc gi = shapes.plainRecurrentWeights();
    memory.desc bias = shapes.bias();
    return plan.own(
        switch (cell) {
          case RNN ->
              new vanilla_rnn_backward.primitive_desc(
                  cpu,
                  dnnl_backward,
                  activation,
                  DIRECTION,
                  in,
                  state,
                  wl,
                  wi,
                  bias,
                  out,
                  lastState,
                  gradIn,
                  cellState,
                  gl,
                  gi,
                  bias,
                  gradOut,
                  lastCellState,
                  (vanilla_rnn_forward.primitive_desc) forward,
                  attr,
                  false);
          case LSTM ->
              new lstm_backward.primitive_desc(
                  cpu,
                  dnnl_backward,
                  DIRECTION,
                  in,
                  state,
                  cellState,
                  wl,
                  wi,
                  bias,
                  out,
                  lastState,
                  lastCellState,
                  gradIn,
                  cellState,
                  cellState,
                  gl,
                  gi,
                  bias,
                  gradOut,
                  lastCellState,
                  lastCellState,
                  (lstm_forward.primitive_desc) forward,
                  attr,
                  false);
          case GRU ->
              new lbr_gru_backward.primitive_desc(
                  cpu,
                  dnnl_backward,
                  DIRECTION,
                  in,
                  state,
                  wl,
                  wi,
                  bias,
                  out,
                  lastState,
                  gradIn,
                  cellState,
                  gl,
                  gi,
                  bias,
                  gradOut,
                  lastCellState,
                  (lbr_gru_forward.primitive_desc) forward,
                  attr,
                  false);
          case GRU_CHO ->
              new gru_backward.primitive_desc(
                  cpu,
                  dnnl_backward,
                  DIRECTION,
                  in,
                  state,
                  wl,
                  wi,
                  bias,
                  out,
                  lastState,
                  gradIn,
                  cellState,
                  gl,
                  gi,
                  bias,
                  gradOut,
                  lastCellState,
                  (gru_forward.primitive_desc) forward,
                  attr,
                  false);
          case TDNN -> throw new IllegalArgumentException("tdnn has no recurrence");
        });
  }

  primitive forward(primitive_desc_base desc) {
    return switch (cell) {
      case RNN -> new vanilla_rnn_forward((vanilla_rnn_forward.primitive_desc) desc);
      case LSTM -> new lstm_forward((lstm_forward.primitive_desc) desc);
      case GRU -> new lbr_gru_forward((lbr_gru_forward.primitive_desc) desc);
      case GRU_CHO -> new gru_forward((gru_forward.primitive_desc) desc);
      case TDNN -> throw new IllegalArgumentException("tdnn has no recurrence");
    };
  }

  primitive backward(primitive_desc_base desc) {
    return switch (cell) {
      case RNN -> new vanilla_rnn_backward((vanilla_rnn_backward.primitive_desc) desc);
      case LSTM -> new lstm_backward((lstm_backward.primitive_desc) desc);
      case GRU -> new lbr_gru_backward((lbr_gru_backward.primitive_desc) desc);
      case GRU_CHO -> new gru_backward((gru_backward.primitive_desc) desc);
      case TDNN -> throw new IllegalArgumentException("tdnn has no recurrence");
    };
  }
}
