package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/** The output layer of a regression: numbers, and the gradient of the mean squared error. */
final class RegressionStage implements HeadStage {
  private final int rows;
  private final int outputs;
  private final DenseLayer layer;
  private final Signal answers;

  RegressionStage(PlanBuilder plan, NetworkSpec spec, Head.Regression head, Signal features) {
    rows = features.rows();
    outputs = head.outputs();
    // The gradient replaces the answer it belongs to.
    memory.desc shape = plan.own(Dnn.f32(format_tag.ab, rows, outputs));
    Workspace.Slot slot = plan.reserve(shape);
    answers = new Signal(rows, outputs, shape, slot, shape, slot);
    layer = new DenseLayer(plan, HeadStage.parameters(spec), features, answers);
  }

  @Override
  public void forward(Pass pass) {
    layer.forward(pass.queue());
  }

  @Override
  public double lossSum(Targets targets) {
    float[] wanted = ((Targets.Values) targets).values();
    FloatBuffer values = answers.values().floats();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      if (!Float.isNaN(wanted[i * outputs])) {
        double rowSum = 0;
        for (int k = i * outputs; k < (i + 1) * outputs; k++) {
          double error = values.get(k) - wanted[k];
          rowSum += error * error;
        }
        sum += rowSum / outputs;
      }
    }
    return sum;
  }

  @Override
  public double backward(Pass pass, int asked) {
    float[] wanted = ((Targets.Values) pass.batch().targets()).values();
    double loss = lossSum(pass.batch().targets()) / asked;
    FloatBuffer values = answers.values().floats();
    double scale = 2.0 / ((double) asked * outputs);
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
    answers.values().floats().get(0, values);
    return values;
  }

  @Override
  public BatchResult result(Targets targets, int asked) {
    float[] values = new float[Math.multiplyExact(rows, outputs)];
    answers.values().floats().get(0, values);
    return new BatchResult(lossSum(targets), asked, new int[0], values);
  }
}
