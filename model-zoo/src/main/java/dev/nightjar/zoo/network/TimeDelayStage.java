package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

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
    boolean relu = spec.cell().activation() == Activation.RELU;
    eltwise_forward.primitive_desc act =
        plan.own(
            new eltwise_forward.primitive_desc(
                plan.dnn().engine(),
                dnnl_forward_training,
                relu ? dnnl_eltwise_relu : dnnl_eltwise_tanh,
                sums.valuesDesc(),
                sums.valuesDesc(),
                0f,
                0f,
                plan.dnn().userScratchpad(),
                false));
    memory sumsMemory = plan.over(sums.values(), sums.valuesDesc());
    activate =
        PrimitiveCall.of(plan, new eltwise_forward(act), act)
            .with(DNNL_ARG_SRC, sumsMemory)
            .with(DNNL_ARG_DST, sumsMemory)
            .build();
    int delays = Math.min(spec.cell().window(), steps);
    Products products = new Products(plan, name, size, from, sums, dzSlot);
    for (int k = 0; k < delays; k++) {
      forward.add(products.forward(k));
    }
    if (!training) {
      deactivate = Optional.empty();
      return;
    }
    eltwise_backward.primitive_desc back =
        plan.own(
            new eltwise_backward.primitive_desc(
                plan.dnn().engine(),
                relu ? dnnl_eltwise_relu_use_dst_for_bwd : dnnl_eltwise_tanh_use_dst_for_bwd,
                to.gradientDesc(),
                to.gradientDesc(),
                sums.valuesDesc(),
                0f,
                0f,
                act,
                plan.dnn().userScratchpad(),
                false));
    memory gradient = plan.over(to.gradient(), to.gradientDesc());
    deactivate =
        Optional.of(
            PrimitiveCall.of(plan, new eltwise_backward(back), back)
                .with(DNNL_ARG_DST, sumsMemory)
                .with(DNNL_ARG_DIFF_DST, gradient)
                .with(DNNL_ARG_DIFF_SRC, gradient)
                .build());
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
      memory.desc source = desc(plan.format(), format_tag.ab, rows, from.width());
      memory.desc weights = desc(plan.format(), format_tag.ab, from.width(), sums.width());
      memory.desc target = desc(memory.data_type.f32, format_tag.ab, rows, sums.width());
      PrimitiveCall.Builder call;
      if (delay == 0) {
        memory.desc bias = desc(memory.data_type.f32, format_tag.ab, 1, sums.width());
        matmul.primitive_desc desc =
            plan.own(
                new matmul.primitive_desc(
                    plan.dnn().engine(),
                    source,
                    weights,
                    bias,
                    target,
                    plan.dnn().userScratchpad(),
                    false));
        call =
            PrimitiveCall.of(plan, new matmul(desc), desc)
                .with(
                    DNNL_ARG_BIAS,
                    plan.weights().parameter(ParameterLayout.biasName(name), bias, bias));
      } else {
        call = product(source, weights, target, true);
      }
      return call.with(DNNL_ARG_SRC, plan.over(from.values(), source))
          .with(DNNL_ARG_WEIGHTS, weights(delay, weights))
          .with(DNNL_ARG_DST, plan.over(sums.values(), shift(delay, sums.width()), target))
          .build();
    }

    /** The gradient of W[k]: from[…−k] transposed · dz[k…]. */
    PrimitiveCall weightGradient(int delay) {
      int rows = rows(delay);
      memory.desc source = desc(plan.format(), format_tag.ba, from.width(), rows);
      memory.desc right = desc(plan.format(), format_tag.ab, rows, sums.width());
      memory.desc target = desc(memory.data_type.f32, format_tag.ab, from.width(), sums.width());
      return product(source, right, target, false)
          .with(DNNL_ARG_SRC, plan.over(from.values(), source))
          .with(DNNL_ARG_WEIGHTS, plan.over(dz, dzShift(delay), right))
          .with(
              DNNL_ARG_DST,
              plan.gradient(
                  ParameterLayout.inputName(name), delay * from.width() * sums.width(), target))
          .build();
    }

    /** The gradient of from[…−k] (+)= dz[k…] · W[k] transposed. */
    PrimitiveCall inputGradient(int delay) {
      int rows = rows(delay);
      memory.desc source = desc(plan.format(), format_tag.ab, rows, sums.width());
      memory.desc plain = desc(plan.format(), format_tag.ab, from.width(), sums.width());
      memory.desc transposed = desc(plan.format(), format_tag.ba, sums.width(), from.width());
      memory.desc target = desc(memory.data_type.f32, format_tag.ab, rows, from.width());
      return product(source, transposed, target, delay > 0)
          .with(DNNL_ARG_SRC, plan.over(dz, dzShift(delay), source))
          .with(DNNL_ARG_WEIGHTS, weights(delay, plain))
          .with(DNNL_ARG_DST, plan.over(from.gradient(), target))
          .build();
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
          ParameterLayout.inputName(name),
          Optional.of(ParameterLayout.biasName(name)));
    }

    private Weights.Copy weights(int delay, memory.desc wanted) {
      memory.desc plain = desc(memory.data_type.f32, format_tag.ab, from.width(), sums.width());
      return plan.weights()
          .parameter(
              ParameterLayout.inputName(name), delay * from.width() * sums.width(), plain, wanted);
    }

    private PrimitiveCall.Builder product(
        memory.desc left, memory.desc right, memory.desc target, boolean adds) {
      primitive_attr attributes = Dnn.attributes();
      if (adds) {
        post_ops sum = new post_ops();
        sum.append_sum();
        attributes.set_post_ops(sum);
      }
      matmul.primitive_desc desc =
          plan.own(
              new matmul.primitive_desc(
                  plan.dnn().engine(), left, right, target, attributes, false));
      return PrimitiveCall.of(plan, new matmul(desc), desc);
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
