package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_logistic;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * The output layer of independent yes-or-no answers: a probability each, and the gradient of the
 * binary cross-entropy summed over the answers of a row.
 *
 * <p>Logits x and probabilities p = σ(x) lie in two [rows, outputs] slots. The loss of a row with
 * targets y is Σ max(x, 0) − x·y − ln σ(|x|), exact for logits of any size; since every σ(|x|) is
 * from ½ to 1, the logarithms of {@value #FACTORS} outputs are one logarithm of their product. The
 * gradient p − y replaces the probabilities.
 */
final class BernoulliStage implements HeadStage {
  /** Numbers from ½ to 1 whose product is far above the smallest double. */
  private static final int FACTORS = 512;

  private final int rows;
  private final int outputs;
  private final DenseLayer layer;
  private final Workspace.Slot logits;
  private final Workspace.Slot probabilities;
  private final PrimitiveCall logistic;

  BernoulliStage(PlanBuilder plan, NetworkSpec spec, Head.Bernoulli head, Signal features) {
    rows = features.rows();
    outputs = head.outputs();
    memory.desc shape = plan.own(Dnn.f32(format_tag.ab, rows, outputs));
    logits = plan.reserve(shape);
    probabilities = plan.reserve(shape);
    layer =
        new DenseLayer(
            plan,
            HeadStage.parameters(spec),
            features,
            new Signal(rows, outputs, shape, logits, shape, probabilities));
    logistic = logistic(plan, shape);
  }

  private PrimitiveCall logistic(PlanBuilder plan, memory.desc shape) {
    eltwise_forward.primitive_desc desc =
        plan.own(
            new eltwise_forward.primitive_desc(
                plan.dnn().engine(),
                dnnl_forward_inference,
                dnnl_eltwise_logistic,
                shape,
                shape,
                0f,
                0f,
                plan.dnn().userScratchpad(),
                false));
    return PrimitiveCall.of(plan, new eltwise_forward(desc), desc)
        .with(DNNL_ARG_SRC, plan.over(logits, shape))
        .with(DNNL_ARG_DST, plan.over(probabilities, shape))
        .build();
  }

  @Override
  public void forward(Pass pass) {
    layer.forward(pass.queue());
    logistic.run(pass.queue());
  }

  @Override
  public double lossSum(Targets targets) {
    float[] wanted = ((Targets.Values) targets).values();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      if (!Float.isNaN(wanted[i * outputs])) {
        for (int k = 0; k < outputs; k += FACTORS) {
          int from = i * outputs + k;
          sum += lossSum(wanted, from, from + Math.min(FACTORS, outputs - k));
        }
      }
    }
    return sum;
  }

  /** Of the outputs {@code from} to {@code to} (exclusive), at most {@value #FACTORS}. */
  private double lossSum(float[] wanted, int from, int to) {
    FloatBuffer x = logits.floats();
    FloatBuffer p = probabilities.floats();
    double sum = 0;
    double product = 1;
    for (int k = from; k < to; k++) {
      double logit = x.get(k);
      double probability = p.get(k);
      sum += Math.max(logit, 0) - logit * wanted[k];
      product *= logit > 0 ? probability : 1 - probability;
    }
    return sum - Math.log(product);
  }

  @Override
  public double backward(Pass pass, int asked) {
    float[] wanted = ((Targets.Values) pass.batch().targets()).values();
    double loss = lossSum(pass.batch().targets()) / asked;
    FloatBuffer values = probabilities.floats();
    double scale = 1.0 / asked;
    for (int i = 0; i < rows; i++) {
      boolean ignored = Float.isNaN(wanted[i * outputs]);
      for (int k = i * outputs; k < (i + 1) * outputs; k++) {
        values.put(k, ignored ? 0 : (float) (scale * (values.get(k) - wanted[k])));
      }
    }
    layer.backward(pass.queue());
    return loss;
  }

  @Override
  public float[] answers(Pass pass) {
    pass.queue()._wait();
    float[] values = new float[Math.multiplyExact(rows, outputs)];
    probabilities.floats().get(0, values);
    return values;
  }

  @Override
  public BatchResult result(Targets targets, int asked) {
    return new BatchResult(lossSum(targets), asked, new int[0], new float[0]);
  }
}
