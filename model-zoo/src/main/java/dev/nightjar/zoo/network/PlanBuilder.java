package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/** What the stages of a {@link SequencePlan} share while it is built: slots, weights, ownership. */
final class PlanBuilder {
  private final Dnn dnn;
  private final Weights weights;
  private final NativeResources resources;
  private final SequencePlan.Shape shape;
  private final memory.data_type format;
  private final Workspace.Plan slots = new Workspace.Plan();
  private final Set<Weights.Copy> used = new LinkedHashSet<>();
  private final List<memory> scratchpads = new ArrayList<>();
  private long scratchpadBytes;

  PlanBuilder(
      Dnn dnn,
      Weights weights,
      NativeResources resources,
      Precision precision,
      SequencePlan.Shape shape) {
    this.dnn = dnn;
    this.weights = weights;
    this.resources = resources;
    this.shape = shape;
    format = precision == Precision.BF16 ? memory.data_type.bf16 : memory.data_type.f32;
  }

  Dnn dnn() {
    return dnn;
  }

  Weights weights() {
    return weights;
  }

  /** Steps and sequences of the batch, and what is done with it. */
  SequencePlan.Shape shape() {
    return shape;
  }

  /** The number format of activations and weights. */
  memory.data_type format() {
    return format;
  }

  boolean isF32() {
    return format == memory.data_type.f32;
  }

  <P extends Pointer> P own(P pointer) {
    return resources.own(pointer);
  }

  Workspace.Slot reserve(memory.desc of) {
    return slots.reserve(of.get_size());
  }

  /** A signal of the plan's number format with room for its gradient. */
  Signal signal(int rows, int width) {
    return signal(rows, width, format);
  }

  Signal signal(int rows, int width, memory.data_type type) {
    memory.desc gradientDesc = own(Dnn.f32(format_tag.ab, rows, width));
    return withGradient(
        rows, width, type, gradientDesc, slots.reserve(training(gradientDesc.get_size())));
  }

  /** A signal whose gradient lies where that of {@code other} does. */
  Signal signalSharingGradient(Signal other) {
    return signalSharingGradient(other, other.valuesDesc().get_data_type());
  }

  Signal signalSharingGradient(Signal other, memory.data_type type) {
    return withGradient(other.rows(), other.width(), type, other.gradientDesc(), other.gradient());
  }

  private Signal withGradient(
      int rows,
      int width,
      memory.data_type type,
      memory.desc gradientDesc,
      Workspace.Slot gradient) {
    memory.desc valuesDesc = own(Dnn.desc(type, format_tag.ab, rows, width));
    return new Signal(rows, width, valuesDesc, reserve(valuesDesc), gradientDesc, gradient);
  }

  private long training(long bytes) {
    return shape.training() ? bytes : 0;
  }

  /** A memory of shape {@code desc} over {@code slot}. */
  memory over(Workspace.Slot slot, memory.desc of) {
    return slot.lay(own(dnn.memoryWithoutPlace(of)));
  }

  /** The same from byte {@code offset} of the slot on. */
  memory over(Workspace.Slot slot, long offset, memory.desc of) {
    return slot.lay(own(dnn.memoryWithoutPlace(of)), offset);
  }

  memory gradient(String name, memory.desc of) {
    return weights.gradient(name, of, resources);
  }

  memory gradient(String name, int offset, memory.desc of) {
    return weights.gradient(name, offset, of, resources);
  }

  /** Copies a slot into another, changing the number format. */
  Conversion convert(
      Workspace.Slot from, memory.desc fromDesc, Workspace.Slot to, memory.desc toDesc) {
    memory source = over(from, fromDesc);
    memory target = over(to, toDesc);
    return new Conversion(own(new reorder(source, target)), source, target);
  }

  /** A copy that changes the number format. */
  record Conversion(reorder kernel, memory source, memory target) {
    void run(stream queue) {
      kernel.execute(queue, source, target);
    }
  }

  /** Primitives run one after the other, so all share the largest scratchpad. */
  memory scratchpad(memory.desc of) {
    memory scratchpad = own(dnn.memoryWithoutPlace(of));
    scratchpads.add(scratchpad);
    scratchpadBytes = Math.max(scratchpadBytes, of.get_size());
    return scratchpad;
  }

  void uses(Weights.Copy copy) {
    used.add(copy);
  }

  List<Weights.Copy> usedWeights() {
    return List.copyOf(used);
  }

  /** The slots, the common scratchpad last. Call once, when all primitives are built. */
  Workspace.Plan finish() {
    Workspace.Slot scratchpad = slots.reserve(scratchpadBytes);
    scratchpads.forEach(scratchpad::lay);
    return slots;
  }
}
