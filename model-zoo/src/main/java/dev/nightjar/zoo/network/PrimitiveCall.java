package dev.nightjar.zoo.network;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;

/** A oneDNN primitive with its arguments, ready to run again and again. */
final class PrimitiveCall {
  private final primitive kernel;
  private final IntMemoryMap arguments;

  private PrimitiveCall(primitive kernel, IntMemoryMap arguments) {
    this.kernel = kernel;
    this.arguments = arguments;
  }

  void run(stream queue) {
    kernel.execute(queue, arguments);
  }

  /** Gathers the arguments by their {@code DNNL_ARG_…} numbers. */
  static Builder of(PlanBuilder plan, primitive kernel, primitive_desc_base desc) {
    return new Builder(plan, plan.own(kernel), desc);
  }

  /** The same for a kernel that another call brought along: it runs with other arguments too. */
  static Builder sharing(PlanBuilder plan, primitive kernel, primitive_desc_base desc) {
    return new Builder(plan, kernel, desc);
  }

  static final class Builder {
    private final PlanBuilder plan;
    private final primitive kernel;
    private final IntMemoryMap arguments;

    private Builder(PlanBuilder plan, primitive kernel, primitive_desc_base desc) {
      this.plan = plan;
      this.kernel = kernel;
      this.arguments = plan.own(new IntMemoryMap());
      with(
          org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD,
          plan.scratchpad(desc.scratchpad_desc()));
    }

    Builder with(int argument, memory value) {
      arguments.put(argument, value);
      return this;
    }

    Builder with(int argument, Weights.Copy weights) {
      plan.uses(weights);
      return with(argument, weights.memory());
    }

    PrimitiveCall build() {
      return new PrimitiveCall(kernel, arguments);
    }
  }
}
