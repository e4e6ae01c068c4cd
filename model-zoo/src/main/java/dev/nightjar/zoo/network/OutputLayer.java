package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_exp;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_log;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.dnnl.stream;

/**
 * The dense layer with its log-softmax, and the gradient of the cross-entropy, for a number of
 * rows.
 *
 * <p>Everything happens in place in one [rows, classes] slot: logits, then log-probabilities, then
 * (exp(log p + log scale)) the probabilities times the scale of the mean, of which the caller takes
 * the scale away at the targets: the gradient of the logits.
 */
final class OutputLayer {
  private final int rows;
  private final int classes;
  private final Workspace.Slot logits;
  private final Workspace.Slot logScale;
  private final List<PrimitiveCall> forward;
  private final List<PrimitiveCall> toProbabilities;
  private final List<PrimitiveCall> backward;

  private OutputLayer(
      int rows,
      int classes,
      Workspace.Slot logits,
      Workspace.Slot logScale,
      List<PrimitiveCall> forward,
      List<PrimitiveCall> toProbabilities,
      List<PrimitiveCall> backward) {
    this.rows = rows;
    this.classes = classes;
    this.logits = logits;
    this.logScale = logScale;
    this.forward = forward;
    this.toProbabilities = toProbabilities;
    this.backward = backward;
  }

  static OutputLayer inference(PlanBuilder plan, NetworkSpec spec, int rows, Workspace.Slot input) {
    return new Assembly(plan, spec, rows, input).inference();
  }

  static OutputLayer training(
      PlanBuilder plan,
      NetworkSpec spec,
      int rows,
      Workspace.Slot input,
      Workspace.Slot gradientOfInput) {
    return new Assembly(plan, spec, rows, input).training(gradientOfInput);
  }

  /** Leaves log-probabilities in {@link #logits()}. */
  void forward(stream queue) {
    forward.forEach(call -> call.run(queue));
  }

  /** [rows, classes]. */
  FloatBuffer logits() {
    return logits.floats();
  }

  int rows() {
    return rows;
  }

  /** Turns log-probabilities into probabilities times {@code scale}. */
  void toProbabilities(stream queue, double scale) {
    logScale.floats().put(0, (float) Math.log(scale));
    toProbabilities.forEach(call -> call.run(queue));
  }

  /**
   * The summed cross-entropy of the targets, from the log-probabilities.
   *
   * @param targets class of each row, or {@link SequenceBatch#IGNORED}
   */
  double lossSum(int[] targets) {
    FloatBuffer values = logits.floats();
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      if (targets[row] != SequenceBatch.IGNORED) {
        sum -= values.get(row * classes + targets[row]);
      }
    }
    return sum;
  }

  /**
   * Turns log-probabilities into the gradient of the mean loss, and sends it back through the dense
   * layer.
   */
  void backward(stream queue, int[] targets, double scale) {
    toProbabilities(queue, scale);
    FloatBuffer values = logits.floats();
    float[] zeros = new float[0];
    for (int row = 0; row < rows; row++) {
      if (targets[row] == SequenceBatch.IGNORED) {
        if (zeros.length == 0) {
          zeros = new float[classes];
        }
        values.put(row * classes, zeros);
      } else {
        int index = row * classes + targets[row];
        values.put(index, values.get(index) - (float) scale);
      }
    }
    backward.forEach(call -> call.run(queue));
  }

  /** Builds the primitives. */
  private static final class Assembly {
    private final PlanBuilder plan;
    private final NetworkSpec spec;
    private final int rows;
    private final Workspace.Slot input;
    private final memory.desc inputDesc;
    private final memory.desc logitsDesc;
    private final memory.desc plainWeights;
    private final memory.desc anyWeights;
    private final memory.desc bias;
    private final Workspace.Slot logits;
    private final Workspace.Slot logScale;

    Assembly(PlanBuilder plan, NetworkSpec spec, int rows, Workspace.Slot input) {
      this.plan = plan;
      this.spec = spec;
      this.rows = rows;
      this.input = input;
      int units = spec.hiddenSize();
      int classes = spec.classes();
      inputDesc = plan.own(Dnn.f32(format_tag.ab, rows, units));
      logitsDesc = plan.own(Dnn.f32(format_tag.ab, rows, classes));
      // oneDNN names the shape [outputs, inputs]; "ba" says that the inputs vary slowest in memory.
      plainWeights = plan.own(Dnn.f32(format_tag.ba, classes, units));
      anyWeights = plan.own(Dnn.f32(format_tag.any, classes, units));
      bias = plan.own(Dnn.f32(format_tag.a, classes));
      logits = plan.reserve(logitsDesc);
      logScale = plan.reserve(Dnn.f32(format_tag.ab, 1, 1));
    }

    OutputLayer inference() {
      inner_product_forward.primitive_desc dense = dense(dnnl_forward_inference);
      return new OutputLayer(
          rows,
          spec.classes(),
          logits,
          logScale,
          List.of(forward(dense), logSoftmax(dnnl_forward_inference)),
          List.of(scaledExp()),
          List.of());
    }

    OutputLayer training(Workspace.Slot gradientOfInput) {
      inner_product_forward.primitive_desc dense = dense(dnnl_forward_training);
      return new OutputLayer(
          rows,
          spec.classes(),
          logits,
          logScale,
          List.of(forward(dense), logSoftmax(dnnl_forward_training)),
          List.of(scaledExp()),
          List.of(backwardWeights(dense), backwardData(dense, gradientOfInput)));
    }

    private inner_product_forward.primitive_desc dense(int kind) {
      return plan.own(
          new inner_product_forward.primitive_desc(
              plan.dnn().engine(),
              kind,
              inputDesc,
              anyWeights,
              bias,
              logitsDesc,
              plan.dnn().userScratchpad(),
              false));
    }

    private PrimitiveCall forward(inner_product_forward.primitive_desc desc) {
      return PrimitiveCall.of(plan, new inner_product_forward(desc), desc)
          .with(DNNL_ARG_SRC, plan.over(input, inputDesc))
          .with(DNNL_ARG_WEIGHTS, weights(desc.weights_desc()))
          .with(DNNL_ARG_BIAS, plan.weights().parameter(ParameterLayout.OUTPUT_BIAS, bias, bias))
          .with(DNNL_ARG_DST, plan.over(logits, logitsDesc))
          .build();
    }

    private PrimitiveCall backwardWeights(inner_product_forward.primitive_desc hint) {
      inner_product_backward_weights.primitive_desc desc =
          plan.own(
              new inner_product_backward_weights.primitive_desc(
                  plan.dnn().engine(),
                  inputDesc,
                  plainWeights,
                  bias,
                  logitsDesc,
                  hint,
                  plan.dnn().userScratchpad(),
                  false));
      return PrimitiveCall.of(plan, new inner_product_backward_weights(desc), desc)
          .with(DNNL_ARG_SRC, plan.over(input, inputDesc))
          .with(DNNL_ARG_DIFF_DST, plan.over(logits, logitsDesc))
          .with(DNNL_ARG_DIFF_WEIGHTS, plan.gradient(ParameterLayout.OUTPUT_WEIGHTS, plainWeights))
          .with(DNNL_ARG_DIFF_BIAS, plan.gradient(ParameterLayout.OUTPUT_BIAS, bias))
          .build();
    }

    private PrimitiveCall backwardData(
        inner_product_forward.primitive_desc hint, Workspace.Slot gradientOfInput) {
      inner_product_backward_data.primitive_desc desc =
          plan.own(
              new inner_product_backward_data.primitive_desc(
                  plan.dnn().engine(),
                  inputDesc,
                  anyWeights,
                  logitsDesc,
                  hint,
                  plan.dnn().userScratchpad(),
                  false));
      return PrimitiveCall.of(plan, new inner_product_backward_data(desc), desc)
          .with(DNNL_ARG_DIFF_DST, plan.over(logits, logitsDesc))
          .with(DNNL_ARG_WEIGHTS, weights(desc.weights_desc()))
          .with(DNNL_ARG_DIFF_SRC, plan.over(gradientOfInput, inputDesc))
          .build();
    }

    private Weights.Copy weights(memory.desc wanted) {
      return plan.weights().parameter(ParameterLayout.OUTPUT_WEIGHTS, plainWeights, wanted);
    }

    private PrimitiveCall logSoftmax(int kind) {
      softmax_forward.primitive_desc desc =
          plan.own(
              new softmax_forward.primitive_desc(
                  plan.dnn().engine(),
                  kind,
                  dnnl_softmax_log,
                  logitsDesc,
                  logitsDesc,
                  1,
                  plan.dnn().userScratchpad(),
                  false));
      memory values = plan.over(logits, logitsDesc);
      return PrimitiveCall.of(plan, new softmax_forward(desc), desc)
          .with(DNNL_ARG_SRC, values)
          .with(DNNL_ARG_DST, values)
          .build();
    }

    private PrimitiveCall scaledExp() {
      memory.desc scalar = plan.own(Dnn.f32(format_tag.ab, 1, 1));
      post_ops exp = new post_ops();
      exp.append_eltwise(dnnl_eltwise_exp, 0f, 0f);
      primitive_attr attributes = Dnn.attributes();
      attributes.set_post_ops(exp);
      binary.primitive_desc desc =
          plan.own(
              new binary.primitive_desc(
                  plan.dnn().engine(),
                  dnnl_binary_add,
                  logitsDesc,
                  scalar,
                  logitsDesc,
                  attributes,
                  false));
      memory values = plan.over(logits, logitsDesc);
      return PrimitiveCall.of(plan, new binary(desc), desc)
          .with(DNNL_ARG_SRC_0, values)
          .with(DNNL_ARG_SRC_1, plan.over(logScale, scalar))
          .with(DNNL_ARG_DST, values)
          .build();
    }
  }
}
