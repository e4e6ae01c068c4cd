package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * A time-delay layer: see {@link CellType#TDNN}.
 *
 * <p>Steps lie one after the other in memory, so a delay of k steps is a shift by k · size rows:
 * each delay is one matrix product between parts of the same two blocks, added to the sum of the
 * others, and nothing is copied.
 */
final class TimeDelayStage implements Stage {
  private final List<PrimitiveCall> forward = new ArrayList<>();
  private final List<PrimitiveCall> backward = new ArrayList<>();
  private final Optional<PlanBuilder.Conversion> outputConversion;
  private final Optional<PlanBuilder.Conversion> gradientConversion;
  private final PrimitiveCall activate;
  private final Optional<PrimitiveCall> deactivate;

  TimeDelayStage(PlanBuilder plan, NetworkSpec spec, int layer, Signal from, Signal to) {
    boolean f32 = plan.isF32();
    boolean training = plan.shape().training();
    int size = plan.shape().size();
    int steps = plan.shape().steps();
    String name = ParameterLayout.layerName(layer, 0);
    // Sums are f32; the next layer reads them in its own format.
    Signal sums = f32 ? to : plan.signalSharingGradient(to, memory.data_type.f32);
    outputConversion =
        f32
            ? Optional.empty()
            : Optional.of(
                plan.convert(sums.values(), sums.valuesDesc(), to.values(), to.valuesDesc()));
    memory.desc dz = plan.own(Dnn.desc(plan.format(), format_tag.ab, to.rows(), to.width()));
    Workspace.Slot dzSlot = f32 || !training ? to.gradient() : plan.reserve(dz);
    gradientConversion =
        f32 || !training
            ? Optional.empty()
            : Optional.of(plan.convert(to.gradient(), to.gradientDesc(), dzSlot, dz));
    ActivationKernel activation =
        new ActivationKernel(plan, spec.cell().activation(), sums.valuesDesc());
    memory sumsMemory = plan.over(sums.values(), sums.valuesDesc());
    activate = activation.forward(sumsMemory);
    int delays = Math.min(spec.cell().window(), steps);
    Products products = new Products(plan, name, size, from, sums, dzSlot);
    for (int k = 0; k < delays; k++) {
      forward.add(products.forward(k));
    }
    if (!training) {
      deactivate = Optional.empty();
      return;
    }
    deactivate =
        Optional.of(
            activation.backward().call(sumsMemory, plan.over(to.gradient(), to.gradientDesc())));
    for (int k = 0; k < delays; k++) {
      backward.add(k == 0 ? products.firstGradients() : products.weightGradient(k));
      backward.add(products.inputGradient(k));
    }
  }

  @Override
  public void forward(Pass pass) {
    forward.forEach(call -> call.run(pass.queue()));
    activate.run(pass.queue());
    outputConversion.ifPresent(conversion -> conversion.run(pass.queue()));
  }

  @Override
  public void backward(Pass pass) {
    deactivate.orElseThrow().run(pass.queue());
    gradientConversion.ifPresent(conversion -> conversion.run(pass.queue()));
    backward.forEach(call -> call.run(pass.queue()));
  }

  /** The matrix products of each delay. */
  private record Products(
      PlanBuilder plan, String name, int size, Signal from, Signal sums, Workspace.Slot dz) {

    /** sums[k…] (+)= from[…−k] · W[k], with the bias in the first. */
    PrimitiveCall forward(int delay) {
      int rows = rows(delay);
      memory.desc left = desc(plan.format(), format_tag.ab, rows, from.width());
      memory.desc right = desc(plan.format(), format_tag.ab, from.width(), sums.width());
      memory.desc target = desc(memory.data_type.f32, format_tag.ab, rows, sums.width());
      memory source = plan.over(from.values(), left);
      memory sum = plan.over(sums.values(), shift(delay, sums.width()), target);
      Product.Builder product = Product.builder(plan, left, right, target);
      if (delay > 0) {
        return product.adding().build().call(source, weights(delay, right), sum);
      }
      memory.desc bias = desc(memory.data_type.f32, format_tag.ab, 1, sums.width());
      return product
          .bias(bias)
          .build()
          .call(
              source,
              weights(0, right),
              plan.weights().parameter(ParameterLayout.biasName(name), bias, bias),
              sum);
    }

    /** The gradient of W[k]: from[…−k] transposed · dz[k…]. */
    PrimitiveCall weightGradient(int delay) {
      int rows = rows(delay);
      memory.desc left = desc(plan.format(), format_tag.ba, from.width(), rows);
      memory.desc right = desc(plan.format(), format_tag.ab, rows, sums.width());
      memory.desc target = desc(memory.data_type.f32, format_tag.ab, from.width(), sums.width());
      return Product.builder(plan, left, right, target)
          .build()
          .call(
              plan.over(from.values(), left),
              plan.over(dz, dzShift(delay), right),
              plan.gradient(
                  ParameterLayout.inputName(name), delay * from.width() * sums.width(), target));
    }

    /** The gradient of from[…−k] (+)= dz[k…] · W[k] transposed. */
    PrimitiveCall inputGradient(int delay) {
      int rows = rows(delay);
      memory.desc left = desc(plan.format(), format_tag.ab, rows, sums.width());
      memory.desc plain = desc(plan.format(), format_tag.ab, from.width(), sums.width());
      memory.desc transposed = desc(plan.format(), format_tag.ba, sums.width(), from.width());
      memory.desc target = desc(memory.data_type.f32, format_tag.ab, rows, from.width());
      Product.Builder product = Product.builder(plan, left, transposed, target);
      return (delay > 0 ? product.adding() : product)
          .build()
          .call(
              plan.over(dz, dzShift(delay), left),
              weights(delay, plain),
              plan.over(from.gradient(), target));
    }

    /** The gradients of W[0] and of the bias, to which every row of dz adds. */
    PrimitiveCall firstGradients() {
      memory.desc left = desc(plan.format(), format_tag.ab, from.rows(), from.width());
      memory.desc right = desc(plan.format(), format_tag.ab, from.rows(), sums.width());
      return WeightGradient.of(
          plan,
          plan.over(from.values(), left),
          left,
          plan.over(dz, right),
          right,
          new DenseLayer.Parameters(
              ParameterLayout.inputName(name), false, Optional.of(ParameterLayout.biasName(name))));
    }

    private Weights.Copy weights(int delay, memory.desc wanted) {
      memory.desc plain = desc(memory.data_type.f32, format_tag.ab, from.width(), sums.width());
      return plan.weights()
          .parameter(
              ParameterLayout.inputName(name), delay * from.width() * sums.width(), plain, wanted);
    }

    private int rows(int delay) {
      return from.rows() - delay * size;
    }

    private long shift(int delay, int width) {
      return (long) delay * size * width * Float.BYTES;
    }

    private long dzShift(int delay) {
      return plan.isF32()
          ? shift(delay, sums.width())
          : (long) delay * size * sums.width() * Short.BYTES;
    }

    private memory.desc desc(memory.data_type type, format_tag tag, long rows, long columns) {
      return plan.own(Dnn.desc(type, tag, rows, columns));
    }
  }
}
