package dev.nightjar.zoo.network;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.cpu_isa;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.slf4j.LoggerFactory;

/** The oneDNN engine and stream of one network, and short names for what is said to them often. */
final class Dnn implements AutoCloseable {
  /**
   * Primitives that oneDNN keeps for its own reuse, for the whole process. Networks keep their own;
   * with oneDNN's default of 1024, a process that has trained hundreds of networks held 150 MB
   * more, and was no faster.
   */
  private static final int CACHED_PRIMITIVES = 128;

  static {
    org.bytedeco.dnnl.global.dnnl.set_primitive_cache_capacity(CACHED_PRIMITIVES);
    // OpenMP reads its environment when it is loaded; from inside the JVM it can only be looked at.
    if (!"1".equals(System.getenv("OMP_NUM_THREADS"))) {
      LoggerFactory.getLogger(RecurrentNetwork.class)
          .warn(
              "OMP_NUM_THREADS is not 1: native threads that wait for each other can make training"
                  + " ten times slower on a busy machine; set OMP_NUM_THREADS=1 in the environment"
                  + " before the JVM starts");
    }
  }

  private final NativeResources resources = new NativeResources();
  private final engine cpu;
  private final stream queue;
  private final primitive_attr userScratchpad;
  private final boolean unrolls;

  /** With the way through a vanilla RNN that is the faster one on this CPU. */
  Dnn() {
    this(has(cpu_isa.avx512_core));
  }

  /**
   * @param unrolls see {@link #unrolls()}
   */
  @SuppressWarnings("try") // The scope is there for what happens at its end.
  Dnn(boolean unrolls) {
    this.unrolls = unrolls;
    try (PointerScope temporaries = new PointerScope()) {
      cpu = resources.own(new engine(org.bytedeco.dnnl.engine.kind.cpu, 0));
      queue = resources.own(new stream(cpu));
      userScratchpad = resources.own(attributes());
    }
  }

  /** Whether the CPU has instructions for bfloat16, so that it is no slower than f32. */
  static boolean computesBf16() {
    return has(cpu_isa.avx512_core_bf16);
  }

  private static boolean has(cpu_isa wanted) {
    int isa = org.bytedeco.dnnl.global.dnnl.get_effective_cpu_isa().value;
    return (isa & wanted.value) == wanted.value;
  }

  /**
   * Whether training of a vanilla RNN in f32 is a loop of ours over packed matrix products, not
   * oneDNN's primitive. With AVX-512 it is a tenth faster, with AVX2 a quarter slower: there
   * oneDNN's products over packed weights run at three quarters of its plain ones.
   */
  boolean unrolls() {
    return unrolls;
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
    return desc(memory.data_type.f32, format, shape);
  }

  static memory.desc desc(memory.data_type type, memory.format_tag format, long... shape) {
    return new memory.desc(shape, type, format);
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
