package dev.nightjar.zoo.network;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.Optional;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/**
 * A matrix product, target = left · right, with what is done to the result while it is in the
 * registers: a bias, the sum with what the target held, an activation, in this order. One kernel
 * serves any number of calls with other arguments.
 */
final class Product {
  private final PlanBuilder plan;
  private final matmul.primitive_desc desc;
  private final matmul kernel;

  private Product(PlanBuilder plan, matmul.primitive_desc desc) {
    this.plan = plan;
    this.desc = plan.own(desc);
    kernel = plan.own(new matmul(desc));
  }

  /**
   * Begins a product.
   *
   * @param left [rows, inner]
   * @param right [inner, columns], of any order if the kernel may choose: see {@link #rightDesc}
   * @param target [rows, columns]
   */
  static Builder builder(
      PlanBuilder plan, memory.desc left, memory.desc right, memory.desc target) {
    return new Builder(plan, left, right, target);
  }

  /** The order in which the kernel reads the right side. */
  memory.desc rightDesc() {
    return desc.weights_desc();
  }

  PrimitiveCall call(memory left, Weights.Copy right, memory target) {
    return begin(left, target).with(DNNL_ARG_WEIGHTS, right).build();
  }

  PrimitiveCall call(memory left, Weights.Copy right, Weights.Copy bias, memory target) {
    return begin(left, target).with(DNNL_ARG_WEIGHTS, right).with(DNNL_ARG_BIAS, bias).build();
  }

  PrimitiveCall call(memory left, memory right, memory target) {
    return begin(left, target).with(DNNL_ARG_WEIGHTS, right).build();
  }

  private PrimitiveCall.Builder begin(memory left, memory target) {
    return PrimitiveCall.sharing(plan, kernel, desc)
        .with(DNNL_ARG_SRC, left)
        .with(DNNL_ARG_DST, target);
  }

  static final class Builder {
    private final PlanBuilder plan;
    private final memory.desc left;
    private final memory.desc right;
    private final memory.desc target;
    private Optional<memory.desc> bias = Optional.empty();
    private final post_ops after = new post_ops();

    private Builder(PlanBuilder plan, memory.desc left, memory.desc right, memory.desc target) {
      this.plan = plan;
      this.left = left;
      this.right = right;
      this.target = target;
    }

    /**
     * Adds a bias to every row.
     *
     * @param value [1, columns]
     */
    Builder bias(memory.desc value) {
      bias = Optional.of(value);
      return this;
    }

    /** Adds to what the target holds. */
    Builder adding() {
      after.append_sum();
      return this;
    }

    /** Ends with an activation: one of oneDNN's {@code eltwise} algorithms. */
    Builder activation(int algorithm) {
      after.append_eltwise(algorithm, 0f, 0f);
      return this;
    }

    Product build() {
      primitive_attr attributes = Dnn.attributes();
      attributes.set_post_ops(after);
      return new Product(
          plan,
          bias.isPresent()
              ? new matmul.primitive_desc(
                  plan.dnn().engine(), left, right, bias.get(), target, attributes, false)
              : new matmul.primitive_desc(
                  plan.dnn().engine(), left, right, target, attributes, false));
    }
  }
}
