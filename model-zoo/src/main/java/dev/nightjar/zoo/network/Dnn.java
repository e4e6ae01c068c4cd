package dev.nightjar.zoo.network;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/** The oneDNN engine and stream of one network, and short names for what is said to them often. */
final class Dnn implements AutoCloseable {
  private final NativeResources resources = new NativeResources();
  private final engine cpu;
  private final stream queue;
  private final primitive_attr userScratchpad;

  @SuppressWarnings("try") // The scope is there for what happens at its end.
  Dnn() {
    try (PointerScope temporaries = new PointerScope()) {
      cpu = resources.own(new engine(org.bytedeco.dnnl.engine.kind.cpu, 0));
      queue = resources.own(new stream(cpu));
      userScratchpad = resources.own(attributes());
    }
  }

  engine engine() {
    return cpu;
  }

  stream stream() {
    return queue;
  }

  /** Attributes of a primitive whose scratchpad the caller provides and can share with others. */
  primitive_attr userScratchpad() {
    return userScratchpad;
  }

  static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user);
    return attributes;
  }

  static memory.desc f32(memory.format_tag format, long... shape) {
    return new memory.desc(shape, memory.data_type.f32, format);
  }

  /** A memory laid over {@code data}, which must stay alive as long as it is used. */
  memory memoryOver(memory.desc shape, Pointer data) {
    return new memory(shape, cpu, data);
  }

  /** A memory that has no place yet; see {@link Workspace}. */
  memory memoryWithoutPlace(memory.desc shape) {
    return new memory(shape, cpu, (Pointer) null);
  }

  @Override
  public void close() {
    resources.close();
  }
}
