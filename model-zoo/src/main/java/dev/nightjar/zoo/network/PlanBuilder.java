package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;

/** What the parts of a {@link SequencePlan} share while it is built: slots, weights, ownership. */
final class PlanBuilder {
  private final Dnn dnn;
  private final Weights weights;
  private final NativeResources resources;
  private final Workspace.Plan slots = new Workspace.Plan();
  private final Set<Weights.Copy> used = new LinkedHashSet<>();
  private final List<memory> scratchpads = new ArrayList<>();
  private long scratchpadBytes;

  PlanBuilder(Dnn dnn, Weights weights, NativeResources resources) {
    this.dnn = dnn;
    this.weights = weights;
    this.resources = resources;
  }

  Dnn dnn() {
    return dnn;
  }

  Weights weights() {
    return weights;
  }

  <P extends Pointer> P own(P pointer) {
    return resources.own(pointer);
  }

  Workspace.Slot reserve(memory.desc shape) {
    return slots.reserve(shape.get_size());
  }

  /** A memory of shape {@code desc} over {@code slot}. */
  memory over(Workspace.Slot slot, memory.desc shape) {
    return slot.lay(own(dnn.memoryWithoutPlace(shape)));
  }

  memory gradient(String name, memory.desc shape) {
    return weights.gradient(name, shape, resources);
  }

  /** Primitives run one after the other, so all share the largest scratchpad. */
  memory scratchpad(memory.desc shape) {
    memory scratchpad = own(dnn.memoryWithoutPlace(shape));
    scratchpads.add(scratchpad);
    scratchpadBytes = Math.max(scratchpadBytes, shape.get_size());
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
