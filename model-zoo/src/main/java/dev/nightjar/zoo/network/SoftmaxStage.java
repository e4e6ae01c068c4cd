package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_exp;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_log;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.softmax_forward;

/**
 * The output layer with its log-softmax, and the gradient of the cross-entropy.
 *
 * <p>Everything happens in place in one [rows, classes] slot: logits, then log-probabilities, then
 * (exp(log p + log scale)) the probabilities times the scale of the mean, of which the scale is
 * taken away at the targets: the gradient of the logits.
 */
final class SoftmaxStage implements HeadStage {
  private final int rows;
  private final int classes;
  private final double smoothing;
  private final DenseLayer layer;
  private final Signal logits;
  private final Workspace.Slot logScale;
  private final PrimitiveCall logSoftmax;
  private final PrimitiveCall scaledExp;
  private final float[] row;

  SoftmaxStage(PlanBuilder plan, NetworkSpec spec, Head.Softmax head, Signal features) {
    rows = features.rows();
    classes = head.classes();
    smoothing = head.labelSmoothing();
    memory.desc shape = plan.own(Dnn.f32(format_tag.ab, rows, classes));
    Workspace.Slot slot = plan.reserve(shape);
    logits = new Signal(rows, classes, shape, slot, shape, slot);
    layer = new DenseLayer(plan, HeadStage.parameters(spec), features, logits);
    memory.desc scalar = plan.own(Dnn.f32(format_tag.ab, 1, 1));
    logScale = plan.reserve(scalar);
    logSoftmax = logSoftmax(plan, shape);
    scaledExp = scaledExp(plan, shape, scalar);
    row = new float[classes];
  }

  private PrimitiveCall logSoftmax(PlanBuilder plan, memory.desc shape) {
    softmax_forward.primitive_desc desc =
        plan.own(
            new softmax_forward.primitive_desc(
                plan.dnn().engine(),
                dnnl_forward_inference,
                dnnl_softmax_log,
                shape,
                shape,
                1,
                plan.dnn().userScratchpad(),
                false));
    memory values = plan.over(logits.values(), shape);
    return PrimitiveCall.of(plan, new softmax_forward(desc), desc)
        .with(DNNL_ARG_SRC, values)
        .with(DNNL_ARG_DST, values)
        .build();
  }

  private PrimitiveCall scaledExp(PlanBuilder plan, memory.desc shape, memory.desc scalar) {
    post_ops exp = new post_ops();
    exp.append_eltwise(dnnl_eltwise_exp, 0f, 0f);
    primitive_attr attributes = Dnn.attributes();
    attributes.set_post_ops(exp);
    binary.primitive_desc desc =
        plan.own(
            new binary.primitive_desc(
                plan.dnn().engine(), dnnl_binary_add, shape, scalar, shape, attributes, false));
    memory values = plan.over(logits.values(), shape);
    return PrimitiveCall.of(plan, new binary(desc), desc)
        .with(DNNL_ARG_SRC_0, values)
        .with(DNNL_ARG_SRC_1, plan.over(logScale, scalar))
        .with(DNNL_ARG_DST, values)
        .build();
  }

  @Override
  public void forward(Pass pass) {
    layer.forward(pass.queue());
    logSoftmax.run(pass.queue());
  }

  @Override
  public double lossSum(Targets targets) {
    int[] wanted = ((Targets.Classes) targets).classes();
    FloatBuffer values = logits.values().floats();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      if (wanted[i] != SequenceBatch.IGNORED) {
        sum -= values.get(i * classes + wanted[i]);
      }
    }
    return sum;
  }

  /** The sum over the rows asked of the mean of −log p over the classes. */
  private double spreadLossSum(int[] wanted) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      if (wanted[i] != SequenceBatch.IGNORED) {
        logits.values().floats().get(i * classes, row);
        double rowSum = 0;
        for (float value : row) {
          rowSum -= value;
        }
        sum += rowSum / classes;
      }
    }
    return sum;
  }

  @Override
  public double backward(Pass pass, int asked) {
    int[] wanted = ((Targets.Classes) pass.batch().targets()).classes();
    double loss = lossSum(pass.batch().targets()) / asked;
    if (smoothing > 0) {
      loss = (1 - smoothing) * loss + smoothing * spreadLossSum(wanted) / asked;
    }
    double scale = 1.0 / asked;
    toProbabilities(pass, scale);
    FloatBuffer values = logits.values().floats();
    float atTarget = (float) ((1 - smoothing) * scale);
    float[] zeros = new float[0];
    for (int i = 0; i < rows; i++) {
      if (wanted[i] == SequenceBatch.IGNORED) {
        if (zeros.length == 0) {
          zeros = new float[classes];
        }
        values.put(i * classes, zeros);
        continue;
      }
      if (smoothing > 0) {
        takeFromAll(i, (float) (smoothing * scale / classes));
      }
      int index = i * classes + wanted[i];
      values.put(index, values.get(index) - atTarget);
    }
    layer.backward(pass.queue());
    return loss;
  }

  private void takeFromAll(int i, float share) {
    FloatBuffer values = logits.values().floats();
    values.get(i * classes, row);
    for (int c = 0; c < classes; c++) {
      row[c] -= share;
    }
    values.put(i * classes, row);
  }

  private void toProbabilities(Pass pass, double scale) {
    logScale.floats().put(0, (float) Math.log(scale));
    scaledExp.run(pass.queue());
  }

  @Override
  public float[] answers(Pass pass) {
    toProbabilities(pass, 1);
    pass.queue()._wait();
    float[] values = new float[Math.multiplyExact(rows, classes)];
    logits.values().floats().get(0, values);
    return values;
  }

  @Override
  public BatchResult result(Targets targets, int asked) {
    int[] wanted = ((Targets.Classes) targets).classes();
    int[] predicted = new int[rows];
    for (int i = 0; i < rows; i++) {
      predicted[i] = SequenceBatch.IGNORED;
      if (wanted[i] != SequenceBatch.IGNORED) {
        logits.values().floats().get(i * classes, row);
        predicted[i] = indexOfLargest(row);
      }
    }
    return new BatchResult(lossSum(targets), asked, predicted, new float[0]);
  }

  private static int indexOfLargest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
