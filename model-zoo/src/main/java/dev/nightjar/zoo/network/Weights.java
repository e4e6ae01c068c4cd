package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The flat parameter buffer, the flat gradient buffer beside it, and the copies of weight matrices
 * in the blocked orders in which oneDNN's kernels read them. A copy is renewed at its first use
 * after the parameters changed: once an optimiser step, however many batches are evaluated in
 * between.
 */
final class Weights implements AutoCloseable {
  private final Dnn dnn;
  private final ParameterLayout layout;
  private final NativeMemory parameters;
  private final NativeMemory gradients;
  private final FloatBuffer parameterFloats;
  private final FloatBuffer gradientFloats;
  private final NativeResources resources = new NativeResources();
  private final List<NativeMemory> blocks = new ArrayList<>();
  private final Map<String, List<Copy>> copies = new HashMap<>();
  private long version = 1;

  Weights(Dnn dnn, ParameterLayout layout) {
    this.dnn = dnn;
    this.layout = layout;
    long bytes = (long) layout.length() * Float.BYTES;
    parameters = NativeMemory.zeroed(bytes);
    gradients = NativeMemory.zeroed(bytes);
    parameterFloats = parameters.floats(0, bytes);
    gradientFloats = gradients.floats(0, bytes);
  }

  FloatBuffer parameters() {
    return parameterFloats;
  }

  FloatBuffer gradients() {
    return gradientFloats;
  }

  Pointer parameterPointer() {
    return parameters.slice(0, parameters.bytes());
  }

  Pointer gradientPointer() {
    return gradients.slice(0, gradients.bytes());
  }

  void zeroGradients() {
    gradients.zero();
  }

  void changed() {
    version++;
  }

  /** A memory over the gradient of a parameter; {@code owner} frees it. */
  memory gradient(String name, memory.desc shape, NativeResources owner) {
    return owner.own(dnn.memoryOver(shape, slice(gradients, name)));
  }

  /**
   * A parameter as a kernel wants it: the buffer itself where {@code wanted} is {@code plain}, else
   * a copy in that order.
   */
  Copy parameter(String name, memory.desc plain, memory.desc wanted) {
    List<Copy> known = copies.computeIfAbsent(name, key -> new ArrayList<>());
    for (Copy copy : known) {
      if (copy.order.equals(wanted)) {
        return copy;
      }
    }
    Copy copy = new Copy(name, plain, wanted);
    known.add(copy);
    return copy;
  }

  private Pointer slice(NativeMemory buffer, String name) {
    NamedParameter parameter = layout.get(name);
    return buffer.slice(
        (long) parameter.offset() * Float.BYTES, (long) parameter.size() * Float.BYTES);
  }

  @Override
  public void close() {
    resources.close();
    blocks.forEach(NativeMemory::close);
    parameters.close();
    gradients.close();
  }

  /** A parameter in the order some kernel reads it in. */
  final class Copy {
    private final memory.desc order;
    private final memory source;
    private final memory ordered;
    private final List<reorder> reorders;
    private long copiedVersion;

    @SuppressWarnings("try") // The scope is there for what happens at its end.
    private Copy(String name, memory.desc plain, memory.desc wanted) {
      try (PointerScope temporaries = new PointerScope()) {
        order = resources.own(new memory.desc(wanted));
        source = resources.own(dnn.memoryOver(plain, slice(parameters, name)));
        if (plain.equals(wanted)) {
          ordered = source;
          reorders = List.of();
        } else {
          NativeMemory block = new NativeMemory(wanted.get_size());
          blocks.add(block);
          ordered = resources.own(dnn.memoryOver(wanted, block.slice(0, block.bytes())));
          reorders = List.of(resources.own(new reorder(source, ordered)));
        }
      }
    }

    memory memory() {
      return ordered;
    }

    void refresh() {
      if (copiedVersion != version) {
        for (reorder copying : reorders) {
          copying.execute(dnn.stream(), source, ordered);
        }
        copiedVersion = version;
      }
    }
  }
}
